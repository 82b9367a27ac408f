"""All that the page of a task shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.facade import DocumentLine, document_lines
from congso.domains.tasks.enums import ENDED, UNDER_WAY, ExtensionState, LinkKind, TaskState
from congso.domains.tasks.models import Extension, Report, ReportFile, Task, TaskDocument
from congso.domains.tasks.policies import does, is_giver, leads, require_visible, visible_to
from congso.domains.tasks.queries.listing import unit_name
from congso.foundation.casework.definitions import ProcessDefinition, StepDefinition, definition
from congso.foundation.casework.models import CaseEvent, StepKind
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

LABELS = {
    "given": _("Giao nhiệm vụ"), "forwarded": _("Chuyển bước"), "returned": _("Trả lại"), "reassigned": _("Chuyển người, đơn vị thực hiện"),
    "progress": _("Báo cáo tiến độ"), "contributed": _("Kết quả phối hợp"), "split": _("Chia việc"), "moved_under": _("Chuyển phần việc"),
    "extension_asked": _("Đề nghị gia hạn"), "extended": _("Đồng ý gia hạn"), "extension_refused": _("Không đồng ý gia hạn"),
    "evaluated": _("Đánh giá, nghiệm thu"), "cancelled": _("Thu hồi nhiệm vụ"), "ended_with_parent": _("Kết thúc theo nhiệm vụ cha"),
    "linked": _("Gắn văn bản"), "moved_by_reorganisation": _("Chuyển theo sắp xếp đơn vị"), "assigned": _("Phân công lại"),
}  # fmt: skip
_GOES_ON = {
    StepKind.WORK: _("Nhận, phân công thực hiện"), StepKind.REVIEW: _("Báo cáo hoàn thành với đơn vị"), StepKind.ANSWER: _("Báo cáo hoàn thành"),
}  # fmt: skip
_GOES_BACK = {StepKind.WORK: _("Yêu cầu làm tiếp"), StepKind.ASSIGN: _("Trả lại để phân công lại"), StepKind.INTAKE: _("Trả lại người giao")}


@dataclass(frozen=True)
class EventLine:
    """An event: who did what, where it went, and the time the step before it was allowed and took."""

    at: datetime
    label: str
    who: str
    title: str
    on_behalf_of: str
    to_step: str
    to_where: str
    note: str
    ended_step: str
    allotted: str
    used: str
    late: bool


@dataclass
class Node:
    """A task in its tree."""

    task: Task
    unit: str
    person: str
    is_here: bool
    parts: list[Node] = field(default_factory=list)

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        return str(TaskState(self.task.state).label)

    @property
    def parts_percent(self) -> int | None:
        """The mean progress of its parts; those taken back do not count."""
        counted = [part.task.percent for part in self.parts if part.task.state != TaskState.CANCELLED]
        return round(sum(counted) / len(counted)) if counted else None

    @property
    def parts_done(self) -> int:
        """How many parts are finished."""
        return sum(1 for part in self.parts if part.task.state == TaskState.DONE)


@dataclass(frozen=True)
class LinkedDocument:
    """A document of the task; without its line when the viewer may not see it."""

    kind: str
    by_name: str
    line: DocumentLine | None


@dataclass
class Page:
    """The page of a task."""

    task: Task
    step: StepDefinition | None
    where: str
    main_unit: str
    given_unit: str
    person: str
    follower: str
    helpers: list[str]
    root: Node
    here: Node
    events: list[EventLine]
    reports: Sequence[Report]
    extensions: Sequence[Extension]
    documents: list[LinkedDocument]
    offers: frozenset[str]
    step_late: bool
    seq: int

    @property
    def wish(self) -> Extension | None:
        """The wish for more time that waits for an answer."""
        return next((each for each in self.extensions if each.state == ExtensionState.ASKED), None)

    @property
    def is_extended(self) -> bool:
        """Whether the due day was moved."""
        return self.task.due_at != self.task.original_due_at


def task_page(*, viewer: Actor, task_id: UUID) -> Page:
    """The task with its tree, reports, extensions and documents, in a constant number of queries. Raises NotVisible."""
    task = require_visible(viewer, task_id)
    case, units, names = task.case, tree(), account_names()
    process = definition(case.version_id)
    step = process.steps.get(case.step_id or 0)
    helping = list(task.helpers.filter(withdrawn_at=None))
    root, here = _tree(task)
    now, extensions = clock.now(), list(task.extensions.all())
    wish = any(each.state == ExtensionState.ASKED for each in extensions)
    late_work = step is not None and step.kind == StepKind.WORK and task.due_at < now
    return Page(
        task=task, step=step, where=names.get(case.holder_id or 0) or units.name(case.holder_unit_id) if step else "",
        main_unit=unit_name(task), given_unit=units.name(task.given_unit_id), person=names.get(task.main_account_id or 0, ""),
        follower=names.get(task.followed_by or 0, ""), helpers=[units.name(each.unit_id) for each in helping], root=root, here=here,
        events=[_line(row, process, task) for row in CaseEvent.objects.filter(case_id=case.pk).order_by("-seq")],
        reports=list(task.reports.prefetch_related("files__stored").order_by("-at", "-pk")), extensions=extensions,
        documents=_documents(viewer, task), offers=_offers(viewer, task, {each.unit_id for each in helping}, wish=wish),
        step_late=late_work or (case.step_due_at is not None and case.step_due_at < now), seq=case.seq,
    )  # fmt: skip


def _tree(task: Task) -> tuple[Node, Node]:
    """The whole tree, and the node of this task, by one query."""
    names = account_names()
    rows = Task.objects.filter(root_id=task.root_id).select_related("case").order_by("pk")
    nodes = {row.pk: Node(row, unit_name(row), names.get(row.main_account_id or 0, ""), row.pk == task.pk) for row in rows}
    for node in nodes.values():
        above = nodes.get(node.task.parent_id) if node.task.parent_id else None
        if above is not None:
            above.parts.append(node)
    return nodes[task.root_id], nodes[task.pk]


def working_time(minutes: int | None) -> str:
    """Working minutes in words of the office: days of eight hours, hours, minutes."""
    if minutes is None:
        return ""
    days, rest = divmod(minutes, 480)
    hours, left = divmod(rest, 60)
    parts = [(days, _("%d ngày")), (hours, _("%d giờ")), (left, _("%d phút"))]
    return " ".join(str(words) % amount for amount, words in parts if amount) or str(_("%d phút")) % 0


def _line(row: CaseEvent, process: ProcessDefinition, task: Task) -> EventLine:
    names, units = account_names(), tree(clock.local(row.at).date())
    moved = row.from_step_id != row.to_step_id or row.from_holder_id != row.to_holder_id
    target, left = process.steps.get(row.to_step_id or 0), process.steps.get(row.from_step_id or 0)
    ended = row.used_minutes is not None and left is not None and row.action != "given"
    where = (names.get(row.to_holder_id or 0) or units.name(row.to_unit_id)) if moved and target else ""
    over = bool(row.allotted_minutes and row.used_minutes is not None and row.used_minutes > row.allotted_minutes)
    work_over = ended and left is not None and left.kind == StepKind.WORK and row.at > task.due_at
    return EventLine(
        at=row.at, label=str(_label(row, target)), who=row.actor_name, title=row.actor_title, on_behalf_of=names.get(row.on_behalf_of or 0, ""),
        to_step=target.name if target and moved else "", to_where=where, note=row.note, ended_step=left.name if ended and left else "",
        allotted=working_time(row.allotted_minutes) if ended else "", used=working_time(row.used_minutes) if ended else "", late=over or work_over,
    )  # fmt: skip


def _label(row: CaseEvent, target: StepDefinition | None) -> object:
    kinds = {"forwarded": _GOES_ON, "returned": _GOES_BACK}.get(row.action)
    if kinds and target is not None:
        return kinds.get(StepKind(target.kind), LABELS[row.action])
    return LABELS.get(row.action, row.action)


def _documents(viewer: Actor, task: Task) -> list[LinkedDocument]:
    rows: list[TaskDocument] = list(task.documents.all())
    lines = document_lines(viewer=viewer, ids=[row.document_id for row in rows])
    return [LinkedDocument(str(LinkKind(row.kind).label), row.by_name, lines.get(row.document_id)) for row in rows]


def _offers(viewer: Actor, task: Task, helping: set[int], *, wish: bool) -> frozenset[str]:
    """What the viewer may do now."""
    if task.state in ENDED:
        return frozenset()
    mine, head, giver = does(viewer, task), leads(viewer, task), is_giver(viewer, task)
    names = _by_state(task, mine=mine, head=head, giver=giver)
    if task.state in {TaskState.DOING, TaskState.CONFIRM} and (mine or head or helping & {seat.unit_id for seat in viewer.seats}):
        names.add("report")
    if (mine or head) and task.state in {*UNDER_WAY, TaskState.CONFIRM}:
        names.add("ask_extension")
    if giver and task.state in {*UNDER_WAY, TaskState.CONFIRM} and wish:
        names.add("answer")
    if task.parent is not None and task.state in UNDER_WAY and leads(viewer, task.parent):
        names.add("move")
    if giver:
        names |= {"cancel", "link"} | ({"extend", "change_main"} if task.state in {*UNDER_WAY, TaskState.CONFIRM} else set())
    if mine or head:
        names.add("link")
    return frozenset(names)


def _by_state(task: Task, *, mine: bool, head: bool, giver: bool) -> set[str]:
    """What the state alone offers to whoever has the task in hand, heads its unit, gave it."""
    names: set[str] = set()
    in_hand = {
        TaskState.WAITING: {"accept", "hand_back"}, TaskState.DOING: {"complete", "hand_back"}, TaskState.CONFIRM: {"confirm", "more"},
        TaskState.REVIEW: {"evaluate", "more"},
    }  # fmt: skip
    if mine:
        names |= in_hand.get(TaskState(task.state), set())
    if head and task.state in UNDER_WAY:
        names |= {"split"} | ({"reassign"} if task.state == TaskState.DOING else set())
    if giver and task.state == TaskState.RETURNED:
        names.add("change_main")
    return names


def task_of_case(*, viewer: Actor, case_id: UUID) -> UUID:
    """The task that a case of the inbox is. Raises NotVisible."""
    found = Task.objects.filter(visible_to(viewer), case_id=case_id).values_list("pk", flat=True).first()
    if found is None:
        raise NotVisible
    return found


def page_of_extension(*, viewer: Actor, extension_id: int) -> Page:
    """The page of the task for which more time was asked. Raises NotVisible."""
    found = Extension.objects.filter(pk=extension_id).values_list("task_id", flat=True).first()
    if found is None:
        raise NotVisible
    return task_page(viewer=viewer, task_id=found)


def evidence_file(*, viewer: Actor, file_id: int) -> ReportFile:
    """A piece of evidence of a task that the viewer may see. Raises NotVisible."""
    found = ReportFile.objects.select_related("stored", "report").filter(pk=file_id).first()
    if found is None:
        raise NotVisible
    require_visible(viewer, found.report.task_id)
    return found


def places_for(*, viewer: Actor, task: Task) -> list[tuple[str, str]]:
    """Other tasks of the tree below which a part may be put: open, due not earlier, not below itself."""
    rows = list(Task.objects.filter(visible_to(viewer), root_id=task.root_id).order_by("pk"))
    below, known = {task.pk}, True
    while known:
        more = {row.pk for row in rows if row.parent_id in below} - below
        below |= more
        known = bool(more)
    fitting = [row for row in rows if row.pk not in below and row.pk != task.parent_id and row.state in UNDER_WAY and row.due_at >= task.due_at]
    return [(str(row.pk), f"{row.number} {row.title[:80]}") for row in fitting]
