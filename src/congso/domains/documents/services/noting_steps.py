"""Write on the delivery sheet how far a document has come at a receiver of this system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congso.core.actors import Actor
from congso.domains.documents.delivery_steps import AGREED, KEPT, moves_on, state_after
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.models import Delivery
from congso.domains.documents.policies_outgoing import require_registry
from congso.foundation.audit.writing import write_action

_WITH_REASON = frozenset({"02", AGREED, KEPT})


@dataclass(frozen=True, slots=True)
class StepTold:
    """What a receiver's work tells: the step by its code, why, who did it, when."""

    step: str
    reason: str = ""
    by_name: str = ""
    at: str = ""


def note_step(*, actor: Actor, document_id: UUID, unit_id: int, told: StepTold) -> Delivery | None:
    """Move the line of a receiver inside the system on; what comes late or twice turns nothing back. Raises NotAllowed.

    None when it moved nothing.
    """
    with write_action("documents.note_step", actor=actor) as action:
        require_registry(actor, unit_id)
        rows = Delivery.objects.select_for_update(no_key=True).filter(document_id=document_id, unit_id=unit_id, way=DeliveryWay.INTERNAL)
        delivery = rows.first()
        moves = delivery is not None and moves_on(DeliveryState(delivery.state), told.step)
        if delivery is None or not moves:
            action.record(("documents.document", document_id), unit=unit_id, step=told.step, counted=False)
            return None
        delivery.state, delivery.answered_at = state_after(DeliveryState(delivery.state), told.step), datetime.fromisoformat(told.at) if told.at else action.at
        delivery.answered_by_name = told.by_name[:200]
        delivery.reason = told.reason[:500] if told.step in _WITH_REASON else ""
        delivery.save(update_fields=["state", "answered_at", "answered_by_name", "reason"])
        action.record(delivery, document=document_id, state=delivery.state, reason=delivery.reason, by=delivery.answered_by_name)
    return delivery
