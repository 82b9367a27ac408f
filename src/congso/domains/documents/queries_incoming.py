"""What the screens of documents coming in show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.incoming_process import KIND
from congso.domains.documents.models import (
    ArrivalCorrection,
    Assignment,
    Document,
    Incoming,
    IncomingFile,
    Instruction,
    Phrase,
    Relation,
    Role,
    SecretStub,
)
from congso.domains.documents.policies import INSTRUCT, REGISTER
from congso.domains.documents.policies_incoming import may_give_anew, require_visible, visible_to
from congso.domains.documents.queries_forwarding import may_pass_directly
from congso.domains.documents.types import type_name
from congso.foundation.casework.definitions import StepDefinition, definition, step_names
from congso.foundation.casework.models import Case, CaseEvent, CaseState, StepKind
from congso.foundation.casework.placing import is_stranded
from congso.foundation.casework.policies import seat_at
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

PAGE = 30
STANDARD_PHRASES = (
    _("Giao phòng tham mưu, đề xuất."), _("Chủ trì, phối hợp các đơn vị liên quan giải quyết theo quy định, báo cáo kết quả."),
    _("Tham mưu văn bản trả lời đúng hạn."), _("Triển khai thực hiện, báo cáo khi hoàn thành."), _("Để biết, thực hiện."),
)  # fmt: skip
EVENT_LABELS = {
    "registered": _("Đăng ký văn bản đến"), "forwarded": _("Chuyển tiếp"), "returned": _("Trả lại"), "finished": _("Giải quyết xong"),
    "made_known": _("Phổ biến để biết"), "answered_by_document": _("Trả lời bằng văn bản"), "sent_back": _("Trả lại nơi gửi"),
    "cooperation_asked": _("Đề nghị phối hợp"), "ended_with_main": _("Kết thúc theo đơn vị chủ trì"), "progress": _("Báo cáo tiến độ"),
    "moved_by_reorganisation": _("Chuyển theo sắp xếp đơn vị"), "assigned": _("Phân công lại"),
    "reassigned": _("Giao lại"), "corrected": _("Sửa đăng ký"), "cancelled": _("Hủy đăng ký"), "recalled": _("Nơi gửi thu hồi"),
    "replaced": _("Được thay thế"),
}  # fmt: skip
SHOWN = {
    "cho-dang-ky": Q(state=State.WAITING),
    "chua-phan-phoi": Q(state=State.RECEIVED),
    "dang-giai-quyet": Q(state=State.IN_WORK),
    "xong": Q(state=State.DONE),
    "tra-lai": Q(state=State.SENT_BACK),
    "huy": Q(state=State.CANCELLED),
}


@dataclass(frozen=True)
class ListRow:
    """A document as the list shows it."""

    id: UUID
    arrival: str
    arrived_at: datetime
    number: str
    issued_on: Any
    type: str
    subject: str
    issuer: str
    state: str
    state_label: str
    urgency: str
    due_at: datetime | None
    where: str

    @property
    def is_urgent(self) -> bool:
        """Whether it is marked urgent."""
        return bool(self.urgency)


@dataclass
class ListPage:
    """A page of the list with the key of the next one."""

    rows: list[ListRow]
    older: str


def _late() -> Q:
    return Q(state=State.IN_WORK, case__due_at__lt=clock.now())


def incoming_list(
    *, viewer: Actor, shown: str = "", words: str = "", year: int | None = None, after: str = ""
) -> ListPage:
    """Documents the viewer may see, last arrived first; filtered by state, year and words, turned by key."""
    rows = Document.objects.filter(visible_to(viewer)).select_related("incoming", "case")
    if shown == "qua-han":
        rows = rows.filter(_late())
    elif shown == "chua-xem":
        rows = rows.filter(_unread(viewer)).distinct()
    elif shown in SHOWN:
        rows = rows.filter(SHOWN[shown])
    if year:
        rows = rows.filter(incoming__book_year=year)
    for word in fold(words).split()[:8]:
        rows = rows.filter(search_key__contains=word)
    found = list(_behind(rows, after).order_by("-incoming__arrived_at", "-pk")[: PAGE + 1])
    older = (
        f"{found[PAGE - 1].incoming.arrived_at.isoformat()}|{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    )
    return ListPage([_row(each) for each in found[:PAGE]], older)


def _unread(viewer: Actor) -> Q:
    units = {seat.unit_id for seat in viewer.seats}
    mine = Assignment.objects.filter(read_at=None, withdrawn_at=None).filter(
        Q(unit_id__in=units, account_id=None) | Q(account_id__in=viewer.accounts)
    )
    return Q(pk__in=mine.values("incoming_id"))


def _behind(rows: QuerySet[Document], key: str) -> QuerySet[Document]:
    at, _bar, last = key.partition("|")
    try:
        moment, document_id = datetime.fromisoformat(at), UUID(last)
    except ValueError:
        return rows
    return rows.filter(
        Q(incoming__arrived_at__lt=moment) | Q(incoming__arrived_at=moment, pk__lt=document_id)
    )


def _row(document: Document) -> ListRow:
    incoming, case = document.incoming, document.case
    return ListRow(
        id=document.pk, arrival=incoming.arrival_text, arrived_at=incoming.arrived_at, number=document.number_text,
        issued_on=document.issued_on, type=type_name(document.type_code), subject=document.subject, issuer=document.issuer_name,
        state=document.state, state_label=document.get_state_display(),
        urgency=document.get_urgency_display() if document.urgency else "",
        due_at=case.due_at if case and case.state != CaseState.CLOSED else None, where=_where(case),
    )  # fmt: skip


def _where(case: Case | None) -> str:
    if case is None or case.state == CaseState.CLOSED:
        return ""
    return account_names().get(case.holder_id or 0) or tree().name(case.holder_unit_id)


def waiting_count(*, viewer: Actor) -> int:
    """How many documents of other agencies wait to be registered by the viewer, counted up to a hundred."""
    agencies = viewer.units_for(REGISTER)
    rows = Document.objects.filter(direction=Direction.INCOMING, state=State.WAITING, agency_id__in=agencies)
    return len(rows.values_list("pk")[:100])


@dataclass(frozen=True)
class EventLine:
    """An event of the document or of one of its parts."""

    at: datetime
    label: str
    who: str
    title: str
    to_where: str
    note: str


@dataclass(frozen=True)
class Branch:
    """A line of the assignment tree."""

    role: str
    role_label: str
    name: str
    due_at: datetime | None
    given_by: str
    given_at: datetime
    read_at: datetime | None
    read_by: str
    done_at: datetime | None
    result: str
    holder: str
    withdrawn: bool
    stranded: bool
    """Whether who works on it left the post."""


@dataclass
class Page:
    """All that the page of a document shows."""

    document: Document
    incoming: Incoming
    case: Case | None
    step: str
    where: str
    type_name: str
    work: Case | None
    """The case the viewer may act on now: the document's own, or the part of their unit."""
    offers: frozenset[str]
    branches: list[Branch]
    instructions: Sequence[Instruction]
    events: list[EventLine]
    files: Sequence[IncomingFile]
    answers: Sequence[Document]
    agency: str
    corrections: Sequence[ArrivalCorrection] = ()
    pictures: range = field(default_factory=lambda: range(0))


def incoming_page(*, viewer: Actor, document_id: UUID) -> Page:
    """The page of one document, in a constant number of queries. Raises NotVisible."""
    document = require_visible(viewer, document_id)
    assignments = list(Assignment.objects.filter(incoming_id=document.pk).select_related("case"))
    cases = [case for case in (document.case, *(row.case for row in assignments)) if case is not None]
    work = next(
        (case for case in cases if case.state == CaseState.OPEN and seat_at(viewer, case) is not None), None
    )
    case = document.case
    step = definition(case.version_id).step(case.step_id) if case and case.step_id else None
    pages = document.pages or 0
    return Page(
        document=document, incoming=document.incoming, case=case, step=step.name if step else "", where=_where(case),
        type_name=type_name(document.type_code), work=work, offers=_offers(viewer, document, work, cases),
        branches=[_branch(row) for row in assignments],
        instructions=list(Instruction.objects.filter(incoming_id=document.pk)), events=_events(cases),
        files=list(document.incoming.files.select_related("stored")), answers=_answers(document),
        agency=tree().name(document.agency_id), corrections=list(document.incoming.corrections.all()), pictures=range(1, min(pages, 3) + 1) if _is_pdf(document) else range(0),
    )  # fmt: skip


def works_of(document: Document) -> list[Case]:
    """The open work on a document: its own, and the parts of those who help; rights are asked elsewhere."""
    parts = Assignment.objects.filter(incoming_id=document.pk, withdrawn_at=None, case__isnull=False).select_related("case").order_by("pk")
    found = {case.pk: case for case in [document.case, *(row.case for row in parts)] if case is not None}
    return [case for case in found.values() if case.state == CaseState.OPEN]


def _is_pdf(document: Document) -> bool:
    return document.file is not None and document.file.media_type == "application/pdf"


def _answers(document: Document) -> list[Document]:
    rows = Relation.objects.filter(target=document, kind=RelationKind.ANSWERS).select_related("source")
    return [row.source for row in rows]


def _branch(row: Assignment) -> Branch:
    names, unit = account_names(), tree().name(row.unit_id)
    holder = names.get(row.case.holder_id or 0, "") if row.case else ""
    return Branch(
        role=row.role, role_label=str(Role(row.role).label), due_at=row.due_at, given_by=row.given_by_name, given_at=row.given_at,
        name=f"{names.get(row.account_id, '')}, {unit}" if row.account_id else unit, read_at=row.read_at, read_by=row.read_by_name,
        done_at=row.done_at, result=row.result, holder=holder, withdrawn=row.withdrawn_at is not None,
        stranded=row.case is not None and row.withdrawn_at is None and row.case.state == CaseState.OPEN and is_stranded(row.case),
    )  # fmt: skip


def _events(cases: list[Case]) -> list[EventLine]:
    rows = CaseEvent.objects.filter(case_id__in={case.pk for case in cases}).order_by("at", "id")
    names, units, steps = account_names(), tree(), step_names()
    found = []
    for row in rows:
        moved = row.from_step_id != row.to_step_id or row.from_holder_id != row.to_holder_id
        where = names.get(row.to_holder_id or 0) or units.name(row.to_unit_id)
        to_where = f"{steps.get(row.to_step_id or 0, '')}, {where}" if moved and row.to_step_id else ""
        found.append(
            EventLine(
                row.at,
                str(EVENT_LABELS.get(row.action, row.action)),
                row.actor_name,
                row.actor_title,
                to_where,
                row.note,
            )
        )
    return found


def _offers(viewer: Actor, document: Document, work: Case | None, cases: list[Case]) -> frozenset[str]:
    names = _registry_offers(document) if viewer.may(REGISTER, document.agency_id) else set()
    if document.state == State.IN_WORK and viewer.may(INSTRUCT):
        names |= {"more", "change_main"} if viewer.may(INSTRUCT, document.agency_id) else {"more"}
    if any(case.state == CaseState.OPEN and may_give_anew(viewer, case) for case in cases):
        names.add("reassign")
    if work is not None:
        names |= _work_offers(work, definition(work.version_id).step(work.step_id))
    return frozenset(names - {"reassign"} if "pass_leader" in names else names)


def _registry_offers(document: Document) -> set[str]:
    """What the registry clerk may press, by where the document stands."""
    found = {
        State.WAITING: {"take", "send_back"}, State.RECEIVED: {"send_back", "correct", "add_files", "void"},
        State.IN_WORK: {"correct", "add_files", "void"}, State.DONE: {"correct", "add_files"},
    }.get(State(document.state), set())  # fmt: skip
    passes = document.state == State.RECEIVED and may_pass_directly(document.agency_id, clock.today())
    return found | {"direct"} if passes else set(found)


def _work_offers(work: Case, step: StepDefinition) -> set[str]:
    names = {"return"} if any(way.is_return for way in step.ways) else set()
    if step.kind == StepKind.REGISTRY:
        return names | {"submit"}
    if step.kind == StepKind.REVIEW:
        return names | {"distribute", "pass_leader"}
    names |= {"finish", "progress"}
    if step.kind == StepKind.ASSIGN:
        names.add("assign")
    return names if work.kind == KIND else names - ({"return"} if step.kind == StepKind.ASSIGN else set())


def document_of_case(*, viewer: Actor, case_id: UUID) -> UUID:
    """The document whose work, or part of it, a case is. Raises NotVisible."""
    rows = Document.objects.filter(visible_to(viewer))
    part = Q(pk__in=Assignment.objects.filter(case_id=case_id).values("incoming_id"))
    found = rows.filter(Q(case_id=case_id) | part).values_list("pk", flat=True).first()
    if found is None:
        raise NotVisible
    return found


def own_phrases(viewer: Actor) -> list[Phrase]:
    """The viewer's saved phrases."""
    return list(Phrase.objects.filter(account_id=viewer.account_id or 0).order_by("text"))


def phrases_of(viewer: Actor) -> list[str]:
    """The viewer's saved phrases, then the usual ones."""
    return [*(each.text for each in own_phrases(viewer)), *(str(each) for each in STANDARD_PHRASES)]


def stubs(*, viewer: Actor, agency_id: int) -> list[SecretStub]:
    """The lines of secret documents of this agency's last hundred; only for its registry clerk. Raises NotVisible."""
    if not viewer.may(REGISTER, agency_id):
        raise NotVisible
    return list(
        SecretStub.objects.filter(agency_id=agency_id).order_by("-book_year", "-arrival_number")[:100]
    )


def file_of(*, viewer: Actor, file_id: int) -> IncomingFile:
    """A further file of a document the viewer may see. Raises NotVisible."""
    found = IncomingFile.objects.select_related("stored").filter(pk=file_id).first()
    if found is None:
        raise NotVisible
    require_visible(viewer, found.incoming_id)
    return found
