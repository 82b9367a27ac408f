"""Answer what senders ask: give back, take over the newer text, or refuse with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.facade import RelationKind, State, end_arrival, relate
from congso.domains.exchange.errors import AnsweredAlready
from congso.domains.exchange.models import Demand, DemandKind, Kind, Message, Way
from congso.domains.exchange.policies import require_can_answer
from congso.domains.exchange.services.outgoing import report
from congso.foundation.audit.writing import WriteAction, write_action

_ENDS = {DemandKind.RECALL: State.RECALLED, DemandKind.REPLACE: State.REPLACED}
_RELATIONS = {DemandKind.REPLACE: RelationKind.REPLACES, DemandKind.UPDATE: RelationKind.AMENDS}


def answer_demand(*, actor: Actor, demand_id: int, is_agreed: bool, answer: str = "") -> Demand:
    """Agree (15) or refuse (16) with the reason; the document stays, with what became of it.

    Agreeing to a recall or a replacement ends its work here. Raises NotVisible, NotAllowed, AnsweredAlready, InvalidInput.
    """
    with write_action("exchange.answer_demand", actor=actor) as action:
        demand = Demand.objects.select_for_update(no_key=True).filter(pk=demand_id).first()
        if demand is None:
            raise NotVisible
        require_can_answer(actor, demand.agency_id)
        if demand.answered_at is not None:
            raise AnsweredAlready
        if not is_agreed and not answer.strip():
            raise InvalidInput(field="answer", reason=_("từ chối thì phải nêu lý do."))
        demand.answered_at, demand.answered_by, demand.answered_by_name = action.at, actor.account_id, actor.name[:120]
        demand.is_agreed, demand.answer = is_agreed, nfc(answer.strip())[:500]
        demand.save(update_fields=["answered_at", "answered_by", "answered_by_name", "is_agreed", "answer"])
        if is_agreed:
            _carry_out(action, demand)
        came = Message.objects.filter(way=Way.IN, kind=Kind.DOCUMENT, document_id=demand.document_id).order_by("pk").first()
        if came is not None:
            report(action, came, ["15" if is_agreed else "16"], demand.answer)
        action.record(demand, document=demand.document_id, agreed=is_agreed, answer=demand.answer)
    return demand


def _carry_out(action: WriteAction, demand: Demand) -> None:
    kind = DemandKind(demand.kind)
    if kind in _ENDS:
        words = demand.reason or str(kind.label)
        end_arrival(action, demand.document_id, state=_ENDS[kind], reason=words)
    if kind in _RELATIONS and demand.newer_id is not None:
        relate(action, source_id=demand.newer_id, kind=_RELATIONS[kind], target_id=demand.document_id)
