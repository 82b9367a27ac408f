"""What senders ask of documents that came: put before the registry, agreed to or refused with the reason, and the sender hears."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.carriers import carrier
from congso.domains.documents.delivery_steps import AGREED, KEPT
from congso.domains.documents.enums import RelationKind, State
from congso.domains.documents.errors_incoming import AnsweredAlready
from congso.domains.documents.events import ArrivalAnswered
from congso.domains.documents.models import Channel, Demand, DemandKind, Document, Incoming
from congso.domains.documents.policies_incoming import require_can_register
from congso.domains.documents.services.incoming_correcting import put_senders_words
from congso.domains.documents.services.incoming_exchanged import end_arrival, is_ended, relate
from congso.foundation.audit.writing import WriteAction, write_action

_ENDS = {DemandKind.RECALL: State.RECALLED, DemandKind.REPLACE: State.REPLACED}
_RELATIONS = {DemandKind.REPLACE: RelationKind.REPLACES, DemandKind.UPDATE: RelationKind.AMENDS}


def demand_back(
    action: WriteAction, *, document: Document, kind: DemandKind, source: UUID, reason: str, newer: Document | None = None,
    changes: Sequence[Sequence[str]] = (),
) -> Demand | None:  # fmt: skip
    """Inside the open action: put what the sender asks before the registry; None when this source asked it before.

    What is dealt with already cannot be given back: that is answered at once.
    """
    if Demand.objects.filter(source=source, document=document).exists():
        return None
    demand = Demand(document=document, newer=newer, kind=kind, agency_id=document.agency_id, source=source, reason=nfc(reason)[:500], asked_at=action.at,
                    changes=[list(each) for each in changes])  # fmt: skip
    if kind == DemandKind.RECALL and is_ended(document.pk):
        demand.answered_at, demand.is_agreed, demand.answered_by_name = action.at, False, action.actor.name[:120]
        demand.answer = _("Văn bản đã được giải quyết xong.")
    demand.save(force_insert=True)
    if demand.answered_at is not None:
        _tell_sender(action, demand)
    action.record(demand, document=document.pk, kind=kind, reason=demand.reason)
    return demand


def answer_demand(*, actor: Actor, demand_id: int, is_agreed: bool, answer: str = "") -> Demand:
    """Agree (15) or refuse (16) with the reason; the document stays, with what became of it (NĐ 30/2020, Điều 18 khoản 4).

    Agreeing to a recall or a replacement ends its work here. Raises NotVisible, NotAllowed, AnsweredAlready, InvalidInput.
    """
    with write_action("documents.answer_demand", actor=actor) as action:
        demand = Demand.objects.select_for_update(no_key=True).filter(pk=demand_id).first()
        if demand is None:
            raise NotVisible
        require_can_register(actor, demand.agency_id)
        if demand.answered_at is not None:
            raise AnsweredAlready
        if not is_agreed and not answer.strip():
            raise InvalidInput(field="answer", reason=_("từ chối thì phải nêu lý do."))
        demand.answered_at, demand.answered_by, demand.answered_by_name = action.at, actor.account_id, actor.name[:120]
        demand.is_agreed, demand.answer = is_agreed, nfc(answer.strip())[:500]
        demand.save(update_fields=["answered_at", "answered_by", "answered_by_name", "is_agreed", "answer"])
        if is_agreed:
            _carry_out(action, demand)
        _tell_sender(action, demand)
        action.record(demand, document=demand.document_id, agreed=is_agreed, answer=demand.answer)
    return demand


def _carry_out(action: WriteAction, demand: Demand) -> None:
    kind = DemandKind(demand.kind)
    if kind in _ENDS:
        words = demand.reason or str(kind.label)
        end_arrival(action, demand.document_id, state=_ENDS[kind], reason=words)
    if kind == DemandKind.UPDATE and demand.changes and demand.newer_id is None:
        put_senders_words(action, demand.document_id, demand.changes, demand.reason or str(kind.label))
    if kind in _RELATIONS and demand.newer_id is not None:
        relate(action, source_id=demand.newer_id, kind=_RELATIONS[kind], target_id=demand.document_id)


def _tell_sender(action: WriteAction, demand: Demand) -> None:
    """Over the exchange, or on the delivery sheet of the agency of this system whose document it is."""
    incoming = Incoming.objects.select_related("document").get(pk=demand.document_id)
    way_out = carrier()
    if incoming.channel == Channel.EXCHANGE and way_out is not None:
        way_out.demand_answered(action, incoming.document, bool(demand.is_agreed), demand.answer)
    if incoming.source_document_id is not None:
        action.publish(ArrivalAnswered(
            str(incoming.source_document_id), incoming.agency_id, taken=True, reason=demand.answer,
            step=AGREED if demand.is_agreed else KEPT, by_name=demand.answered_by_name, at=action.at.isoformat(),
        ))  # fmt: skip
