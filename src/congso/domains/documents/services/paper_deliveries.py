"""How the sheet itself goes: to whom on paper, when it left, who took it over, whether it came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import Delivery, Outgoing
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.queries_paper import hand_signed, may_go_electronically
from congso.foundation.audit.writing import write_action

BACK = frozenset({DeliveryState.RECALL, DeliveryState.REPLACE})
"""Asked back."""


@dataclass(frozen=True)
class SheetIn:
    """What the registry notes of a sheet."""

    handed_on: date
    received_on: date | None = None
    received_by: str = ""
    returned_on: date | None = None


def paper_way(outgoing: Outgoing, *, as_paper: bool) -> bool:
    """Whether a document leaves as a sheet of paper. Raises NotReady before signature and seal, by hand or electronic."""
    paper = hand_signed(outgoing.pk)
    if paper is None and outgoing.sealed_at is None:
        raise NotReady(subject=outgoing.document.subject, reason=_("chưa đủ chữ ký và dấu của cơ quan"))
    if paper is not None and paper.scan_id is None:
        raise NotReady(subject=outgoing.document.subject, reason=_("chưa lưu bản quét đã ký tay, đóng dấu"))
    return paper is not None and (as_paper or not may_go_electronically(outgoing.pk, paper))


def sheet_of(*, viewer: Actor, delivery_id: int) -> Delivery:
    """A line of the delivery sheet that goes on paper, for the registry. Raises NotVisible."""
    found = Delivery.objects.select_related("document__outgoing").filter(pk=delivery_id).first()
    if found is None or not found.is_sheet or not viewer.may(REGISTER, found.document.agency_id):
        raise NotVisible
    return found


def note_paper_delivery(*, actor: Actor, delivery_id: int, given: SheetIn) -> Delivery:
    """Note when the sheet left, when and by whom it was taken over, and of a recalled one when it came back.

    Raises NotVisible, NotAllowed, Conflict, InvalidInput.
    """
    with write_action("documents.note_paper_delivery", actor=actor) as action:
        row = Delivery.objects.select_for_update(no_key=True, of=("self",)).select_related("document__outgoing").filter(pk=delivery_id).first()
        if row is None:
            raise NotVisible
        require_registry(actor, row.document.agency_id)
        if not row.is_sheet:
            raise Conflict
        _require_days(row, given, clock.local(action.at).date())
        row.handed_on, row.received_on, row.received_by = given.handed_on, given.received_on, nfc(given.received_by, collapse=True).strip()[:200]
        row.state, row.answered_at = _state(row, given), action.at
        row.save(update_fields=["handed_on", "received_on", "received_by", "state", "answered_at"])
        action.record(row, document=row.document_id, handed_on=row.handed_on, received_on=row.received_on, received_by=row.received_by, returned_on=given.returned_on)
    return row


def _state(row: Delivery, given: SheetIn) -> str:
    if row.state in BACK:
        back = DeliveryState.RECALLED if row.state == DeliveryState.RECALL else DeliveryState.REPLACED
        return back if given.returned_on else row.state
    return DeliveryState.RECEIVED if given.received_on else DeliveryState.HANDED


def _require_days(row: Delivery, given: SheetIn, today: date) -> None:
    first = row.document.issued_on or given.handed_on
    if not first <= given.handed_on <= today:
        raise InvalidInput(field="handed_on", reason=_("ngày gửi phải từ ngày văn bản đến hôm nay."))
    if given.received_on is not None and not given.handed_on <= given.received_on <= today:
        raise InvalidInput(field="received_on", reason=_("ngày nhận phải từ ngày gửi đến hôm nay."))
    if (given.received_on is None) != (not given.received_by.strip()):
        raise InvalidInput(field="received_by", reason=_("ghi cả ngày nhận và người nhận, hoặc để trống cả hai."))
    if given.returned_on is not None and (row.state not in BACK or not (given.received_on or given.handed_on) <= given.returned_on <= today):
        raise InvalidInput(field="returned_on", reason=_("chỉ ghi ngày trả lại khi văn bản đã thu hồi, thay thế, và không trước ngày giao, không sau hôm nay."))
