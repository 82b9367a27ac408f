"""Tasks in lists and on the board."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import fold
from congso.domains.tasks.enums import ENDED, ExtensionState, Scope, TaskState, Timing
from congso.domains.tasks.models import Extension, Task
from congso.domains.tasks.policies import visible_to
from congso.foundation.casework.definitions import step_names
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names
from congso.foundation.web.due import SOON

PAGE = 30
COLUMN = 25
"""Cards in a column of the board; the list has them all."""
OPEN, ANY = "mo", "tat-ca"
COLUMNS = (TaskState.RETURNED, TaskState.WAITING, TaskState.DOING, TaskState.CONFIRM, TaskState.REVIEW, TaskState.DONE)
RECENT = timedelta(days=30)
"""How long finished tasks stay on the board."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person wants to see."""

    scope: str = Scope.ALL
    state: str = OPEN
    """A state, ``mo`` (everything open) or ``tat-ca``."""
    due: str = ""
    """``qua-han``, ``sap-han`` or everything."""
    words: str = ""
    unit_id: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A task as a list or a card shows it."""

    id: UUID
    number: str
    title: str
    state: str
    state_label: str
    priority: str
    unit: str
    person: str
    giver: str
    due_at: datetime
    original_due_at: datetime
    finished_at: datetime | None
    timing: str
    timing_label: str
    percent: int
    parts: int
    wish: bool
    step: str
    step_late: bool

    @property
    def is_extended(self) -> bool:
        """Whether it has more time than it was given first."""
        return self.due_at != self.original_due_at

    @property
    def is_open(self) -> bool:
        """Whether work on it goes on."""
        return self.state not in ENDED

    @property
    def is_done(self) -> bool:
        """Whether it ended with a result."""
        return self.state == TaskState.DONE


@dataclass
class Page:
    """A page of rows with the key of the next one."""

    rows: list[Row]
    older: str = ""


@dataclass
class Column:
    """A column of the board."""

    state: str
    label: str
    count: int
    rows: list[Row] = field(default_factory=list)


def in_scope(viewer: Actor, scope: str) -> Q:
    """Whose tasks: mine, my unit's, those I gave, those I follow."""
    people, units = viewer.accounts, {seat.unit_id for seat in viewer.seats}
    scopes = {
        Scope.MINE: Q(case__holder_id__in=people) | Q(main_account_id__in=people), Scope.UNIT: Q(case__division_id__in=units),
        Scope.HELPING: Q(pk__in=Task.objects.filter(helpers__unit_id__in=units, helpers__withdrawn_at=None).values("pk")),
        Scope.GIVEN: Q(given_by__in=people), Scope.FOLLOWED: Q(followed_by__in=people),
    }  # fmt: skip
    return scopes.get(Scope(scope), Q())


def in_due(due: str) -> Q:
    """Overdue, or due soon: of tasks that are not yet reported as done."""
    now, running = clock.now(), ~Q(state__in=ENDED) & Q(completed_at=None)
    if due == "qua-han":
        return running & Q(due_at__lt=now)
    return running & Q(due_at__gte=now, due_at__lt=now + SOON) if due == "sap-han" else Q()


def _in_state(state: str) -> Q:
    if state == OPEN:
        return ~Q(state__in=ENDED)
    return Q(state=state) if state in TaskState.values else Q()


def matching(viewer: Actor, wanted: Wanted) -> QuerySet[Task]:
    """The tasks that the viewer may see and wants to, not yet ordered."""
    rows = Task.objects.filter(visible_to(viewer)).filter(in_scope(viewer, wanted.scope), in_due(wanted.due), _in_state(wanted.state))
    if wanted.unit_id is not None:
        units = tree()
        below = units.part_of_agency(wanted.unit_id) if wanted.unit_id in units.nodes and units.nodes[wanted.unit_id].is_agency else [wanted.unit_id]
        rows = rows.filter(case__division_id__in=below)
    if wanted.due_from:
        rows = rows.filter(due_at__gte=_midnight(wanted.due_from))
    if wanted.due_to:
        rows = rows.filter(due_at__lt=_midnight(wanted.due_to + timedelta(days=1)))
    for word in fold(wanted.words).split()[:8]:
        rows = rows.filter(case__search_key__contains=word)
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.VIETNAM)


def with_counts(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With the case, the number of open parts, and whether a wish for more time waits."""
    wish = Extension.objects.filter(task=OuterRef("pk"), state=ExtensionState.ASKED)
    return rows.select_related("case").annotate(parts_count=Count("parts", distinct=True), wish=Exists(wish))


def task_list(*, viewer: Actor, wanted: Wanted) -> Page:
    """A page of tasks, due first, turned by key."""
    return paged(matching(viewer, wanted), wanted.after)


def paged(rows: QuerySet[Task], after: str) -> Page:
    """A page of any tasks in the order of their due times."""
    found = list(with_counts(_behind(rows, after)).order_by("due_at", "pk")[: PAGE + 1])
    older = f"{found[PAGE - 1].due_at.isoformat()}|{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return Page([row_of(each) for each in found[:PAGE]], older)


def _behind(rows: QuerySet[Task], key: str) -> QuerySet[Task]:
    at, _bar, last = key.partition("|")
    try:
        moment, task_id = datetime.fromisoformat(at), UUID(last)
    except ValueError:
        return rows
    return rows.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=task_id))


def unit_name(task: Task) -> str:
    """The responsible unit; one that has ended since under the name it had when the task was given."""
    return tree().name(task.main_unit_id) or tree(clock.local(task.given_at).date()).name(task.main_unit_id)


def row_of(task: Task) -> Row:
    """A task read with its counts as a row."""
    case, names, now = task.case, account_names(), clock.now()
    return Row(
        id=task.pk, number=task.number, title=task.title, state=task.state, state_label=str(TaskState(task.state).label),
        priority=task.get_priority_display() if task.is_urgent else "", unit=unit_name(task),
        person=names.get(task.main_account_id or 0, ""), giver=task.given_by_name, due_at=task.due_at, original_due_at=task.original_due_at,
        finished_at=task.completed_at, timing=task.timing, timing_label=str(Timing(task.timing).label) if task.timing else "",
        percent=task.percent, parts=getattr(task, "parts_count", 0), wish=bool(getattr(task, "wish", False)),
        step=step_names().get(case.step_id or 0, ""), step_late=case.step_due_at is not None and case.step_due_at < now,
    )  # fmt: skip


def board(*, viewer: Actor, wanted: Wanted) -> list[Column]:
    """The open tasks by where they stand, and those finished lately; two queries."""
    rows = matching(viewer, Wanted(wanted.scope, ANY, wanted.due, wanted.words, wanted.unit_id, wanted.due_from, wanted.due_to))
    rows = rows.exclude(state=TaskState.CANCELLED).exclude(state=TaskState.DONE, ended_at__lt=clock.now() - RECENT)
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    columns = {state: Column(state, str(state.label), counts.get(state, 0)) for state in COLUMNS}
    for task in _first_of_each(rows):
        columns[TaskState(task.state)].rows.append(row_of(task))
    return list(columns.values())


def _first_of_each(rows: QuerySet[Task]) -> list[Task]:
    """The first cards of every column, by one query."""
    placed = rows.annotate(place=Window(RowNumber(), partition_by=[F("state")], order_by=["due_at", "pk"])).filter(place__lte=COLUMN)
    return list(with_counts(Task.objects.filter(pk__in=placed.values("pk"))).order_by("due_at", "pk"))


def waiting_count(*, viewer: Actor) -> int:
    """How many tasks lie in the viewer's hands now, for the menu; counted up to a hundred."""
    mine = Q(case__holder_id__in=viewer.accounts)
    for seat in viewer.seats:
        mine |= Q(case__holder_id=None, case__holder_unit_id=seat.unit_id, case__step__role=seat.role)
    return len(Task.objects.filter(mine).exclude(state__in=ENDED).values_list("pk")[:100])
