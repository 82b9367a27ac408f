"""All that the page of one dossier shows, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import Proposal
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.policies import APOLOGISE, EXTEND, RECEIVE, RETURN
from congso.domains.dossiers.queries.filled import Steps, filled_form_of, filled_steps
from congso.domains.dossiers.queries.messages import MessageLine, messages_of
from congso.domains.dossiers.queries.result_documents import ResultDocument, result_documents
from congso.domains.fees.facade import COLLECT, RequestLine, may_see_payments, requests_of
from congso.foundation.calendar.deadlines import Due
from congso.foundation.casework.deadlines import case_due
from congso.foundation.casework.definitions import StepDefinition, Way, definition, step_names
from congso.foundation.casework.models import Case, CaseEvent, CaseState, PauseKind, StepKind
from congso.foundation.casework.policies import ASSIGN, may_see, require_can_see, seat_at
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

EVENT_LABELS = {
    "opened": _("Tiếp nhận hồ sơ"), "submitted": _("Nộp hồ sơ trực tuyến"), "accepted": _("Tiếp nhận hồ sơ trực tuyến"),
    "not_accepted": _("Không tiếp nhận hồ sơ"), "forwarded": _("Chuyển bước"), "returned": _("Trả lại"),
    "assigned": _("Phân công lại"), "undone": _("Thu hồi"), "proposed": _("Lập đề xuất"),
    "consulted": _("Xin ý kiến phối hợp"), "consultation_answered": _("Nhận ý kiến phối hợp"),
    "answered": _("Trả lời ý kiến"), "question_withdrawn": _("Rút yêu cầu ý kiến"),
    "supplement_asked": _("Yêu cầu bổ sung hồ sơ"), "supplement_completed": _("Công dân đã bổ sung hồ sơ"),
    "payment_asked": _("Yêu cầu thực hiện nghĩa vụ tài chính"), "payment_made": _("Đã thực hiện nghĩa vụ tài chính"),
    "extended": _("Gia hạn"), "apologised": _("Xin lỗi và hẹn lại"), "handed_over": _("Chuyển cơ quan khác giải quyết"),
    "part_finished": _("Phần liên thông đã xong"), "part_called_back": _("Gọi lại phần liên thông"),
    "called_back": _("Cơ quan gửi gọi lại"), "returned_to_sender": _("Trả kết quả cho cơ quan gửi"),
    "fee_paid": _("Đã nộp phí, lệ phí"), "returned_result": _("Trả kết quả"), "stopped": _("Dừng theo yêu cầu"),
    "result_drafted": _("Soạn văn bản kết quả"), "result_issued": _("Văn bản kết quả đã phát hành"),
    "result_recalled": _("Văn bản kết quả bị thu hồi"), "result_replaced": _("Văn bản kết quả được thay thế"),
    "result_corrected": _("Văn bản kết quả được sửa đổi, đính chính"), "reassigned": _("Chuyển bước theo văn bản kết quả"),
    "moved_by_reorganisation": _("Chuyển theo sắp xếp đơn vị"),
}  # fmt: skip


def event_label(action: str) -> str:
    """What happened, in the words of the office; the action's own name when it has none."""
    return str(EVENT_LABELS.get(action, action))


@dataclass(frozen=True)
class EventLine:
    """An event as the page shows it."""

    at: datetime
    label: str
    who: str
    title: str
    on_behalf_of: str
    to_step: str
    to_where: str
    note: str
    allotted: int | None
    used: int | None
    is_public: bool

    @property
    def late(self) -> bool:
        """Whether the step that ended took longer than allotted."""
        return bool(self.allotted and self.used is not None and self.used > self.allotted)


@dataclass(frozen=True)
class Offers:
    """What the viewer may do now: the buttons of the page."""

    ways: list[Way] = field(default_factory=list)
    actions: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return name in self.actions


@dataclass
class CasePage:
    """The page of a dossier."""

    dossier: Dossier
    case: Case
    step: StepDefinition | None
    due: Due | None
    events: list[EventLine]
    offers: Offers
    children: list[Case]
    parent: Case | None
    holder: str
    holder_unit: str
    agency: str
    receiving: str
    pause_label: str
    last_event: CaseEvent
    payments: list[RequestLine]
    messages: list[MessageLine]
    steps: Steps
    """The answers of the electronic form, in words; none for what came on paper."""
    linked: frozenset[UUID]
    """Parent and children that the viewer may open; the others are named without a link."""

    results: list[ResultDocument] = field(default_factory=list)
    """Official documents drafted as its result, the newest first."""
    may_see_money: bool = False
    """Whether the viewer may open the requests themselves."""

    @property
    def due_now(self) -> int:
        """What is to be paid now, in đồng."""
        return due_now(self.dossier) if self.dossier.received_at is not None else 0

    @property
    def new_messages(self) -> int:
        """How many messages of the applicant nobody has read."""
        return sum(1 for line in self.messages if line.is_new)

    @property
    def is_closed(self) -> bool:
        """Whether nothing more will happen."""
        return self.case.state == CaseState.CLOSED


def case_page(*, viewer: Actor, dossier_id: UUID) -> CasePage:
    """The dossier with everything around it; raises NotVisible."""
    dossier = (
        Dossier.objects.select_related("case", "case__parent", "result__stored", "party", "filled_form")
        .prefetch_related("papers__files__stored", "files__stored", "fees", "supplements", "forms", "result_papers")
        .filter(pk=dossier_id)
        .first()
    )
    if dossier is None:
        raise NotVisible
    case = dossier.case
    require_can_see(viewer, case)
    process, units, names = definition(case.version_id), tree(), account_names()
    step = process.steps.get(case.step_id or 0)
    rows = list(CaseEvent.objects.filter(case_id=case.pk).order_by("seq"))
    children = list(Case.objects.filter(parent_id=case.pk))
    results = result_documents(viewer=viewer, dossier=dossier)
    pause = case.facts.get("pause", "") if case.state == CaseState.PAUSED else ""
    return CasePage(
        dossier=dossier, case=case, step=step, due=case_due(case), events=[_line(row) for row in reversed(rows)],
        offers=_with_document(_offers(viewer, dossier, case, step, rows[-1]), dossier, results), children=children, results=results,
        parent=case.parent, holder=names.get(case.holder_id or 0, ""), holder_unit=units.name(case.holder_unit_id),
        agency=units.name(case.agency_id), receiving=units.name(case.receiving_unit_id),
        payments=requests_of(f"dossier:{case.pk}") if dossier.fee_total else [],
        pause_label=str(PauseKind(pause).label) if pause else "", last_event=rows[-1],
        may_see_money=may_see_payments(viewer, dossier.receiving_unit_id),
        messages=messages_of(viewer=viewer, dossier=dossier), steps=filled_steps(filled_form_of(dossier)),
        linked=frozenset(each.pk for each in [*children, *filter(None, [case.parent])] if may_see(viewer, each)),
    )  # fmt: skip


def _line(row: CaseEvent) -> EventLine:
    names, units, steps = account_names(), tree(clock.local(row.at).date()), step_names()
    moved = row.from_step_id != row.to_step_id or row.from_holder_id != row.to_holder_id
    where = (names.get(row.to_holder_id or 0) or units.name(row.to_unit_id)) if moved else ""
    return EventLine(
        at=row.at, label=str(EVENT_LABELS.get(row.action, row.action)), who=row.actor_name, title=row.actor_title,
        on_behalf_of=names.get(row.on_behalf_of or 0, ""), to_step=steps.get(row.to_step_id or 0, "") if moved else "",
        to_where=where, note=row.note, allotted=row.allotted_minutes, used=row.used_minutes, is_public=row.is_public,
    )  # fmt: skip


def _offers(
    viewer: Actor, dossier: Dossier, case: Case, step: StepDefinition | None, last: CaseEvent
) -> Offers:
    if case.state == CaseState.CLOSED or step is None:
        return Offers()
    names: set[str] = set()
    at_counter = viewer.may(RETURN, case.receiving_unit_id)
    if dossier.received_at is None and case.state != CaseState.PAUSED:
        return Offers(actions=frozenset({"check"} if viewer.may(RECEIVE, case.receiving_unit_id) else set()))
    if case.state == CaseState.PAUSED:
        if at_counter:
            names.add("payment_made" if case.facts.get("pause") == PauseKind.PAYMENT else "supplement_done")
            names.add("stop")
        return Offers(actions=frozenset(names))
    acting = seat_at(viewer, case) is not None
    ways = [way for way in step.ways_for(case.facts) if way.target_id] if acting else []
    if step.kind == StepKind.WORK and not dossier.proposal:
        ways = [way for way in ways if way.is_return]
    if acting:
        names |= step.actions | {"call_back"}
    names |= _general(viewer, dossier, case, step, at_counter)
    if last.action in {"forwarded", "returned"} and last.actor_id == viewer.account_id:
        names.add("undo")
    return Offers(ways=ways, actions=frozenset(names))


def _with_document(offers: Offers, dossier: Dossier, results: list[ResultDocument]) -> Offers:
    """While the result is written as a document the dossier waits for it; once it is issued nothing else is proposed."""
    names = set(offers.actions)
    if "propose" in names:
        names.add("draft_result")
    result = getattr(dossier, "result", None)
    issued = result is not None and result.document_id is not None and result.approved_at is not None
    waits = any(each.is_open for each in results)
    if issued or waits:
        names -= {"propose", "draft_result"}
    return Offers([way for way in offers.ways if way.is_return or not waits], frozenset(names))


def _general(viewer: Actor, dossier: Dossier, case: Case, step: StepDefinition, at_counter: bool) -> set[str]:
    """What hangs on rights rather than on holding the step."""
    names: set[str] = set()
    if viewer.may(ASSIGN, case.holder_unit_id):
        names.add("assign")
    if case.due_at is not None and step.kind != StepKind.RETURN:
        names |= {name for name, right in (("extend", EXTEND), ("apologise", APOLOGISE))
                  if viewer.may(right, case.agency_id) or viewer.may(right, case.holder_unit_id)}  # fmt: skip
    if viewer.may(COLLECT, case.receiving_unit_id) and at_counter and due_now(dossier):
        names.add("collect")
    approved = getattr(dossier, "result", None) is not None and dossier.result.approved_at is not None
    if at_counter and step.kind == StepKind.RETURN:
        names.add("return_result")
    elif at_counter and not approved and case.parent_id is None:
        names.add("stop")
    return names


def due_now(dossier: Dossier) -> int:
    """What is to be paid at the counter now, in đồng: fees due at the return only when there is a result."""
    occasions = {1, 2} if dossier.finished_at is None else {1, 2, 4}
    return sum(
        fee.amount for fee in dossier.fees.all() if fee.paid_at is None and fee.collected_when in occasions
    )


def proposal_label(dossier: Dossier) -> str:
    """What is proposed, in words."""
    return str(Proposal(dossier.proposal).label) if dossier.proposal else ""


def consultation_page(*, viewer: Actor, case_id: UUID) -> dict[str, Any]:
    """A question that another unit asked, with the dossier it is about in a few lines."""
    case = Case.objects.select_related("parent").filter(pk=case_id, kind="consultation").first()
    if case is None:
        raise NotVisible
    require_can_see(viewer, case)
    opened = CaseEvent.objects.filter(case_id=case.pk).earliest("seq")
    last = CaseEvent.objects.filter(case_id=case.pk).latest("seq")
    papers = (
        Dossier.objects.prefetch_related("papers__files__stored", "files").filter(pk=case.parent_id).first()
    )
    return {
        "case": case, "question": opened.note, "asked_by": opened.actor_name, "asked_at": opened.at,
        "asking_unit": tree().path(case.receiving_unit_id), "dossier": papers, "last": last,
        "can_answer": case.state == CaseState.OPEN and seat_at(viewer, case) is not None,
    }  # fmt: skip
