"""Take one receiver of an issued document back: it is told, the line of the delivery sheet stays with the reason."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.documents.carriers import carrier
from congso.domains.documents.delivery_steps import may_withdraw
from congso.domains.documents.enums import State
from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import Delivery
from congso.domains.documents.policies_outgoing import require_registry
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.errors import ReasonMissing


def withdraw_receiver(*, actor: Actor, delivery_id: int, reason: str) -> Delivery:
    """Withdraw one receiver reached over the axis (rút nơi nhận): an update goes to it, its registry agrees or refuses.

    Raises NotVisible, NotAllowed, ReasonMissing, NotReady for a document that is not issued, or a line that cannot be withdrawn.
    """
    with write_action("documents.withdraw_receiver", actor=actor) as action:
        rows = Delivery.objects.select_for_update(no_key=True, of=("self",)).select_related("document")
        delivery = rows.filter(pk=delivery_id).first()
        if delivery is None:
            raise NotVisible
        document = delivery.document
        require_registry(actor, document.agency_id)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        if document.state != State.ISSUED or not may_withdraw(delivery):
            raise NotReady(subject=document.subject, reason=delivery.get_state_display())
        said = nfc(reason.strip())[:500]
        delivery.state, delivery.answered_at, delivery.reason = DeliveryState.RECALL, None, said
        delivery.save(update_fields=["state", "answered_at", "reason"])
        way_out = carrier()
        if way_out is not None:
            way_out.withdrawn(action, document, delivery, said)
        action.record(delivery, document=document.pk, code=delivery.code, reason=said)
    return delivery
