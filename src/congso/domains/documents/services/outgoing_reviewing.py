"""Send a draft up through its review, or back with a reason."""

from __future__ import annotations

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.enums import Power, State, Urgency
from congso.domains.documents.enums_outgoing import EDITED_IN, SECOND_IN, SIGNED_IN, SecondKind, StepCode
from congso.domains.documents.errors_outgoing import DraftIncomplete, NotReady
from congso.domains.documents.layout import urgency_mark
from congso.domains.documents.models import Document, Opinion, Outgoing, SigningAuthority
from congso.domains.documents.queries_authorities import is_deputys
from congso.domains.documents.queries_files import texts_of
from congso.domains.documents.queries_paper import hand_signed
from congso.domains.documents.queries_second import seat_of, second_of
from congso.domains.documents.services.outgoing_authorities import require_authority
from congso.domains.documents.services.outgoing_common import (
    case_of,
    lock_outgoing,
    require_no_gaps,
    require_step,
    step_of,
)
from congso.domains.documents.services.outgoing_numbering import release_number
from congso.domains.documents.types import TWO_SIGNERS, WITHOUT_RECIPIENTS, types
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.services import follow
from congso.foundation.people.queries import holders
from congso.foundation.printing.wording import in_vietnamese

SPOTS: dict[str, Promise] = {
    "sign": gettext_lazy("vị trí chữ ký trong tệp PDF"), "second": gettext_lazy("vị trí chữ ký của người ký thứ hai trong tệp PDF"), "number": gettext_lazy("vị trí ghi số trong tệp PDF"),
    "date": gettext_lazy("vị trí ghi ngày tháng trong tệp PDF"), "urgency": gettext_lazy("vị trí dấu chỉ mức độ khẩn trong tệp PDF"),
}  # fmt: skip
"""What a paper laid out elsewhere must have room for: without number and day it is no document (Điều 8 khoản 2)."""
BY_ORDER = frozenset({Power.BY_ORDER, Power.DELEGATED})


def missing_parts(outgoing: Outgoing) -> list[str]:
    """What the decree wants in every document and is not there yet (NĐ 30/2020, Điều 8)."""
    document, found = outgoing.document, []
    if not document.subject:
        found.append(_("trích yếu"))
    if not outgoing.body and outgoing.upload_id is None:
        found.append(_("nội dung"))
    if outgoing.signer_id is None or not outgoing.position:
        found.append(_("người ký, chức vụ"))
    found += _missing_of_kind(outgoing)
    if not outgoing.recipients and outgoing.upload_id is None and document.type_code not in WITHOUT_RECIPIENTS:
        found.append(_("nơi nhận"))
    if not document.type_code and not outgoing.addressees and outgoing.upload_id is None:
        found.append(_("kính gửi (công văn)"))
    if document.type_code not in types():
        found.append(_("tên loại"))
    return found + missing_of_upload(outgoing)


def _missing_of_kind(outgoing: Outgoing) -> list[str]:
    """What only some types and urgencies have."""
    document, found = outgoing.document, []
    if document.type_code in TWO_SIGNERS and second_of(outgoing) is None:
        found.append(_("người ký thứ hai (thư ký, bên kia)"))
    if document.urgency == Urgency.FLASH_AT_HOUR and document.arrive_by is None:
        found.append(_("giờ phải đến nơi (hỏa tốc hẹn giờ)"))
    return found


def missing_of_upload(outgoing: Outgoing) -> list[str]:
    """Of a paper laid out elsewhere: room for what the system writes; annexes written here are not in it."""
    if outgoing.upload_id is None:
        return []
    mark = urgency_mark(outgoing.document.urgency)[0]
    by_hand = hand_signed(outgoing.pk) is not None
    second = {"second"} if not by_hand and second_of(outgoing) is not None else set()
    signed = set() if by_hand else {"sign"}
    needed = {"number", "date"} | signed | ({"urgency"} if mark and mark not in outgoing.document.text else set()) | second
    found = [str(label) for name, label in SPOTS.items() if name in needed and not outgoing.places.get(name)]
    if texts_of(outgoing.pk):
        found.append(_("phụ lục soạn trong hệ thống không in vào tệp PDF có sẵn: hãy đưa vào tệp hoặc tải lên thành tệp riêng"))
    return found


def send_on(*, actor: Actor, document_id: UUID, seen_seq: int | None, note: str = "") -> Document:
    """Send a document up to the next hands (trình, duyệt, trình ký).

    Raises DraftIncomplete, GapsLeft, AuthorityOver, NotYourStep, NobodyThere.
    """
    with write_action("documents.send_on", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        require_step(outgoing, *EDITED_IN)
        case = case_of(outgoing)
        if missing := missing_parts(outgoing):
            raise DraftIncomplete(what=", ".join(missing))
        require_no_gaps(outgoing)
        row = require_authority(outgoing, clock.local(action.at).date())
        way, holder = _way(outgoing, step_of(case), row)
        unit_id = row.unit_id if row is not None and way in _IN_UNIT else None
        if way.startswith("second_") and holder is not None:
            seat = seat_of(outgoing.document.agency_id, holder)
            unit_id = seat.unit_id if seat is not None else None
        unanswered = Opinion.objects.filter(outgoing=outgoing, answered_at=None, withdrawn_at=None).count()
        follow(action, case, way_code=way, holder_id=holder, note=_with_unanswered(note, unanswered), division_id=unit_id)
        action.record(outgoing.document, way=way, step=step_of(case), unanswered=unanswered)
    return outgoing.document


def _with_unanswered(note: str, count: int) -> str:
    """The note, and that opinions asked for are not there yet."""
    if not count:
        return note
    with in_vietnamese():
        words = _("Chuyển khi còn %(n)d nơi được lấy ý kiến chưa trả lời.") % {"n": count}
    return f"{note.strip()} {words}".strip()


_IN_UNIT = frozenset({"in_unit", "by_deputy"})
"""Ways to a signer of the unit that a row lets sign."""


def _way(outgoing: Outgoing, step: str, row: SigningAuthority | None) -> tuple[str, int | None]:
    """Which way goes on from here, and into whose hands."""
    case = case_of(outgoing)
    if step == StepCode.DRAFT:
        heads = {account for account, _name in holders(role="head", unit_id=outgoing.unit_id)}
        direct = not heads or outgoing.drafter_id in heads
        case.facts = {**case.facts, "direct": direct}
        return ("direct" if direct else "forward"), None
    if step == StepCode.FORM:
        in_unit = outgoing.by_authority_id is not None
        by_order = not in_unit and outgoing.document.signer_power in BY_ORDER
        by_deputy = row is not None and is_deputys(row, clock.today())
        case.facts = {**case.facts, "by_order": by_order, "in_unit": in_unit and not by_deputy, "by_deputy": by_deputy, "second": ""}
        second = second_of(outgoing)
        if second is not None and second.kind == SecondKind.PERSON and hand_signed(outgoing.pk) is None:
            seat = seat_of(outgoing.document.agency_id, second.account_id or 0)
            if seat is None:
                raise NotReady(subject=outgoing.document.subject, reason=_("người ký thứ hai %(name)s không còn giữ vị trí trong cơ quan; hãy chọn người khác") % {"name": second.name})
            case.facts["second"] = seat.role
            return f"second_{seat.role}", second.account_id
        if in_unit:
            return ("by_deputy" if by_deputy else "in_unit"), outgoing.signer_id
        return ("by_order" if by_order else "forward"), outgoing.signer_id
    return "forward", None


def send_back(*, actor: Actor, document_id: UUID, seen_seq: int | None, note: str) -> Document:
    """Send a document back to be changed, with the reason; a number taken meanwhile is voided. Raises ReasonMissing."""
    with write_action("documents.send_back", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        require_step(outgoing, StepCode.CONTENT, StepCode.FORM, *SIGNED_IN, *SECOND_IN)
        follow(action, case_of(outgoing), way_code="return", note=note, division_id=outgoing.unit_id)
        if outgoing.document.state == State.SIGNING:
            release_number(action, outgoing, note)
            outgoing.document.state = State.DRAFT
            outgoing.document.save(update_fields=["state"])
        action.record(outgoing.document, returned=note)
    return outgoing.document
