"""What the screens of outgoing documents show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.documents.delivery_steps import may_withdraw
from congso.domains.documents.enums import State
from congso.domains.documents.enums_outgoing import (
    EDITED_IN,
    SECOND_IN,
    SIGNED_IN,
    FileKind,
    SecondKind,
    StepCode,
)
from congso.domains.documents.models import (
    Comment,
    Delivery,
    DraftVersion,
    Outgoing,
    OutgoingFile,
    PaperSigning,
)
from congso.domains.documents.outgoing_gaps import Gap, gaps_of
from congso.domains.documents.policies_outgoing import (
    is_registry_of,
    may_give_anew,
    may_relate,
    outgoing_visible_to,
    require_can_see_outgoing,
)
from congso.domains.documents.queries_files import files_of
from congso.domains.documents.queries_paper import hand_signed
from congso.domains.documents.queries_second import awaited_outside
from congso.foundation.casework.definitions import StepDefinition, definition
from congso.foundation.casework.models import Case, CaseEvent, CaseState
from congso.foundation.casework.placing import is_stranded
from congso.foundation.casework.policies import seat_at
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names
from congso.foundation.signing.facade import Signature
from congso.foundation.signing.policies import SEAL

PAGE = 50
_POINTERS = ("phu luc", "kem theo", "danh sach", "ban hanh kem")
"""How a text points to its annexes, without tones."""
EVENT_LABELS = {
    "drafted": _("Bắt đầu soạn thảo"), "edited": _("Sửa dự thảo"), "file_added": _("Thêm tệp kèm theo"),
    "file_changed": _("Sửa tệp kèm theo"), "file_removed": _("Bỏ tệp kèm theo"), "forwarded": _("Trình, chuyển tiếp"), "returned": _("Trả lại"),
    "numbered": _("Giữ số"), "number_voided": _("Hủy số đã giữ"), "signed": _("Ký"), "marked_paper": _("Chuyển sang ký giấy"), "unmarked_paper": _("Thôi ký giấy"), "approved_on_paper": _("Duyệt để ký giấy"),
    "second_signed": _("Người ký thứ hai ký"), "party_signed": _("Nhận lại tệp bên kia đã ký"),
    "numbered_on_paper": _("Cấp số, in để ký giấy"), "scanned": _("Lưu bản quét đã ký"), "copied_on_paper": _("Ký số bản điện tử của bản giấy"), "opinions_asked": _("Lấy ý kiến góp ý"), "sealed": _("Đóng dấu"), "issued": _("Phát hành"), "cancelled": _("Hủy"),
    "assigned": _("Phân công lại"), "reassigned": _("Giao lại"), "undone": _("Thu hồi"), "moved_by_reorganisation": _("Chuyển theo sắp xếp đơn vị"),
}  # fmt: skip


@dataclass(frozen=True)
class OutFilter:
    """Which documents a list shows."""

    words: str = ""
    state: str = ""
    type_code: str | None = None
    year: int | None = None
    late: bool = False
    after: UUID | None = None
    before: UUID | None = None


def outgoing_documents(viewer: Actor, wanted: OutFilter) -> QuerySet[Outgoing]:
    """What the viewer may see of it, newest first."""
    rows = Outgoing.objects.filter(outgoing_visible_to(viewer), document__direction="out").select_related(
        "document", "document__case"
    )
    if wanted.state in State.values:
        rows = rows.filter(document__state=wanted.state)
    if wanted.type_code is not None:
        rows = rows.filter(document__type_code=wanted.type_code)
    if wanted.year:
        rows = rows.filter(document__issued_on__year=wanted.year)
    if wanted.late:
        rows = rows.filter(issue_by__lt=clock.today(), issued_at=None, document__state__in=[State.DRAFT, State.SIGNING])
    for word in fold(wanted.words).split()[:8]:
        rows = rows.filter(document__search_key__contains=word)
    return rows.order_by("-document_id")


def outgoing_page(viewer: Actor, wanted: OutFilter) -> tuple[list[Outgoing], UUID | None, UUID | None]:
    """A page of the list with the keys of the newer and older ones."""
    rows = outgoing_documents(viewer, wanted)
    if wanted.before is not None:
        found = list(rows.filter(document_id__gt=wanted.before).reverse()[: PAGE + 1])
        more_newer, more_older = len(found) > PAGE, True
        found = found[:PAGE][::-1]
    else:
        older = rows.filter(document_id__lt=wanted.after) if wanted.after else rows
        found = list(older[: PAGE + 1])
        more_newer, more_older = wanted.after is not None, len(found) > PAGE
        found = found[:PAGE]
    newer = found[0].document_id if found and more_newer else None
    return found, newer, found[-1].document_id if found and more_older else None


@dataclass(frozen=True)
class TimeLine:
    """One event as the page shows it."""

    at: Any
    label: str
    who: str
    title: str
    where: str
    note: str


@dataclass
class OutPage:
    """The page of one document."""

    outgoing: Outgoing
    case: Case
    step: StepDefinition | None
    holder: str
    holder_unit: str
    versions: list[DraftVersion]
    comments: list[Comment]
    deliveries: list[Delivery]
    signatures: list[Signature]
    files: list[OutgoingFile]
    """Annexes and further files."""
    events: list[TimeLine]
    paper: PaperSigning | None = None
    """How far it is signed by hand; None for one that is signed electronically."""
    stranded: bool = False
    """Whether who has it, or is to sign it, left the post."""
    offers: set[str] = field(default_factory=set)

    @property
    def withdrawable(self) -> set[int]:
        """Lines of the delivery sheet whose receiver the viewer may take back."""
        return {row.pk for row in self.deliveries if may_withdraw(row)} if "further" in self.offers else set()

    @property
    def gaps(self) -> list[Gap]:
        """What is still open in the words, as long as they can be changed or sent back."""
        return gaps_of(self.outgoing) if self.outgoing.signed_at is None and self.case.state == CaseState.OPEN else []

    @property
    def lacks_pointer(self) -> bool:
        """Whether the words nowhere point to the annexes (NĐ 30/2020, Phụ lục I, Phần I, mục III, khoản 1 điểm a)."""
        has_annex = any(row.kind in {FileKind.TEXT, FileKind.ANNEX} for row in self.files)
        if not has_annex or self.outgoing.signed_at is not None or self.outgoing.upload_id is not None:
            return False
        said = fold(self.outgoing.body)
        return not any(word in said for word in _POINTERS)

    @property
    def waits_for_stamp(self) -> bool:
        """Whether a signature waits for its timestamp, so that nothing may come after it yet."""
        return any(each.waits_since for each in self.signatures)

    @property
    def is_original(self) -> bool:
        """Whether it is signed and sealed: electronically, or by hand and scanned."""
        return self.outgoing.sealed_at is not None or (self.paper is not None and self.paper.scan_id is not None)

    @property
    def open_comments(self) -> int:
        """Remarks not settled."""
        return sum(1 for each in self.comments if each.resolved_at is None)

    @property
    def is_late(self) -> bool:
        """Whether it was, or is, issued later than the rule allows."""
        by, at = self.outgoing.issue_by, self.outgoing.issued_at
        day = clock.local(at).date() if at else clock.today()
        return by is not None and day > by and self.outgoing.document.state != State.CANCELLED


def find_outgoing(viewer: Actor, document_id: UUID) -> Outgoing:
    """The document; raises NotVisible."""
    rows = Outgoing.objects.select_related("document__case", "document__file", "upload", "prepared")
    found = rows.filter(pk=document_id).first()
    if found is None or found.document.case is None:
        raise NotVisible
    require_can_see_outgoing(viewer, found, found.document.case)
    return found


def outgoing_of_case(viewer: Actor, case_id: UUID) -> UUID:
    """The document behind a line of the inbox; raises NotVisible."""
    found = Outgoing.objects.select_related("document__case").filter(document__case_id=case_id).first()
    if found is None or found.document.case is None:
        raise NotVisible
    require_can_see_outgoing(viewer, found, found.document.case)
    return found.document_id


def document_page(viewer: Actor, document_id: UUID) -> OutPage:
    """The document with everything around it, in a constant number of queries."""
    outgoing = find_outgoing(viewer, document_id)
    case = outgoing.document.case
    if case is None:
        raise NotVisible
    step = definition(case.version_id).steps.get(case.step_id or 0)
    files = files_of(outgoing.pk)
    page = OutPage(
        outgoing, case, step, account_names().get(case.holder_id or 0, ""), tree().name(case.holder_unit_id),
        versions=list(DraftVersion.objects.filter(outgoing=outgoing).order_by("-number")),
        comments=list(Comment.objects.filter(version__outgoing=outgoing).select_related("version")),
        deliveries=list(Delivery.objects.filter(document_id=outgoing.pk)),
        signatures=_signatures(outgoing, files), files=files,
        events=_events(case), paper=hand_signed(outgoing.pk),
    )  # fmt: skip
    page.stranded = case.state == CaseState.OPEN and is_stranded(case)
    page.offers = _offers(viewer, page)
    return page


def _signatures(outgoing: Outgoing, files: list[OutgoingFile]) -> list[Signature]:
    """On the document, and the agency's on its annexes."""
    own = Q(subject_kind="documents.document", subject_id=str(outgoing.pk))
    annexes = Q(subject_kind="documents.outgoingfile", subject_id__in=[str(row.pk) for row in files])
    return list(Signature.objects.filter(own | annexes).order_by("pk"))


def _events(case: Case) -> list[TimeLine]:
    steps, units = definition(case.version_id).steps, tree()
    found = []
    for row in CaseEvent.objects.filter(case_id=case.pk).order_by("-seq"):
        step = steps.get(row.to_step_id or 0) if row.to_step_id != row.from_step_id else None
        where = f"{step.name}, {units.name(row.to_unit_id)}" if step else ""
        found.append(
            TimeLine(
                row.at,
                str(EVENT_LABELS.get(row.action, row.action)),
                row.actor_name,
                row.actor_title,
                where,
                row.note,
            )
        )
    return found


def _offers(viewer: Actor, page: OutPage) -> set[str]:
    """Which buttons the viewer gets."""
    code, document = page.step.code if page.step else "", page.outgoing.document
    holds = seat_at(viewer, page.case) is not None
    registry = is_registry_of(viewer, document.agency_id)
    own = page.outgoing.drafter_id in viewer.accounts and document.number is None
    awaits = awaited_outside(page.outgoing) if code == StepCode.ISSUE else None
    asked = {
        "edit": holds and code in EDITED_IN, "send_on": holds and code in EDITED_IN,
        "send_back": holds and code in {StepCode.CONTENT, StepCode.FORM, *SIGNED_IN, *SECOND_IN},
        "comment": code in EDITED_IN, "settle": holds, "sign": holds and code in SIGNED_IN | SECOND_IN and page.paper is None,
        "reassign": may_give_anew(viewer, document, page.case) and code in {StepCode.DRAFT, StepCode.CONTENT, StepCode.FORM, StepCode.ISSUE}
        and (page.case.holder_id is not None or code == StepCode.DRAFT),
        "change_signer": code in SIGNED_IN and may_give_anew(viewer, document, page.case),
        "change_second": code in SECOND_IN and may_give_anew(viewer, document, page.case),
        "reserve": registry and document.state == State.DRAFT and document.number is None,
        "cancel": document.state in {State.DRAFT, State.SIGNING} and (registry or own),
        "seal": registry and code == StepCode.ISSUE and page.paper is None and page.outgoing.sealed_at is None and awaits is None and not page.waits_for_stamp and viewer.may(SEAL, document.agency_id),
        "issue": registry and code == StepCode.ISSUE and page.is_original and not page.waits_for_stamp,
        "further": registry and document.state == State.ISSUED, "recall": registry and document.state == State.ISSUED,
        "relate": may_relate(viewer, page.outgoing, page.case), "follow": document.state in {State.ISSUED, State.RECALLED}, "registry": registry, "party": registry and awaits is not None and not page.waits_for_stamp,
    }  # fmt: skip
    return {name for name, given in asked.items() if given}


def waiting_for(viewer: Actor, *codes: str, sealed: bool | None = None, on_paper: bool = False) -> list[Outgoing]:
    """Documents whose present step, one of these, the viewer does, oldest first: those signed electronically, or those on paper."""
    units = {seat.unit_id for seat in viewer.seats}
    rows = Outgoing.objects.filter(
        document__case__state="open", document__case__kind="outgoing", document__case__step__code__in=codes,
        document__case__holder_unit_id__in=units, on_paper__isnull=not on_paper,
    ).select_related("document__case", "on_paper")  # fmt: skip
    if sealed is not None:
        rows = rows.filter(sealed_at__isnull=not sealed).exclude(second__kind=SecondKind.PARTY, second__signed_at=None)
    return _done_by(viewer, rows)


def waiting_outside(viewer: Actor) -> list[Outgoing]:
    """Signed here and with the other side, whose file the viewer takes back; oldest first. What is signed by hand has no such file."""
    rows = Outgoing.objects.filter(
        document__case__state="open", document__case__step__code=StepCode.ISSUE, second__kind=SecondKind.PARTY, second__signed_at=None,
        on_paper__isnull=True, document__case__holder_unit_id__in={seat.unit_id for seat in viewer.seats},
    )  # fmt: skip
    return _done_by(viewer, rows.select_related("document__case", "second"))


def _done_by(viewer: Actor, rows: QuerySet[Outgoing]) -> list[Outgoing]:
    found = rows.order_by("document__case__step_entered_at")[:200]
    return [each for each in found if each.document.case and seat_at(viewer, each.document.case)]


def days_of_book(year: int) -> tuple[date, date]:
    """The first and last day of a book."""
    return date(year, 1, 1), date(year, 12, 31)
