"""Follow-up of tasks in figures (theo dõi thực hiện nhiệm vụ): each figure and the list behind it ask with the same words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.tasks.enums import ENDED, ExtensionState, Figure, GroupBy, TaskState, Timing
from congso.domains.tasks.models import Extension, Task
from congso.domains.tasks.periods import Period
from congso.domains.tasks.policies import visible_to
from congso.domains.tasks.queries.listing import Page, paged
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

FIGURES = list(Figure)


@dataclass(frozen=True, slots=True)
class Asked:
    """The period, by what the rows are put together, and the one row when its list is asked for."""

    period: Period
    by: str = GroupBy.UNIT
    unit_id: int | None = None
    """Only what the agency or unit does."""
    row: int | None = None


@dataclass(frozen=True)
class FigureRow:
    """A unit or leader with its figures."""

    key: int | None
    label: str
    counts: dict[str, int]
    extensions: int
    percent: int | None


@dataclass
class Table:
    """The rows, their total, and at which steps open tasks are late."""

    rows: list[FigureRow] = field(default_factory=list)
    total: FigureRow | None = None


@dataclass(frozen=True)
class SlowStep:
    """A step at which tasks are late now."""

    name: str
    count: int


def in_play(period: Period) -> Q:
    """Given before the period's end and not ended before it began; what was taken back is left out.

    A part that a unit gave inside itself is its own division of labour and is not counted beside the whole.
    """
    inner = Q(parent__case__division_id=F("case__division_id"))
    lasted = Q(given_at__lt=period.ends) & (Q(ended_at=None) | Q(ended_at__gte=period.begins))
    return lasted & ~Q(state=TaskState.CANCELLED) & (Q(parent=None) | ~inner)


def figure_condition(figure: str, period: Period) -> Q:
    """What a figure counts, as of the period's end (or now while it runs)."""
    at = period.judged_at
    done = Q(state=TaskState.DONE, ended_at__lt=period.ends)
    reported = Q(completed_at__lte=at)
    late = (reported & Q(due_at__lt=F("completed_at"))) | (~Q(completed_at__isnull=False, completed_at__lte=at) & Q(due_at__lt=at))
    return {
        Figure.TOTAL: Q(), Figure.OPEN: ~done & ~late, Figure.OPEN_LATE: ~done & late, Figure.EARLY: done & Q(timing=Timing.EARLY),
        Figure.IN_TIME: done & Q(timing=Timing.IN_TIME), Figure.DONE_LATE: done & Q(timing=Timing.LATE), Figure.EXTENDED: Q(pk__in=_extended()),
    }[Figure(figure)]  # fmt: skip


def _extended() -> QuerySet[Extension, UUID]:
    return Extension.objects.filter(state=ExtensionState.GRANTED).values_list("task_id", flat=True)


def _rows(viewer: Actor, asked: Asked) -> QuerySet[Task]:
    rows = Task.objects.filter(visible_to(viewer)).filter(in_play(asked.period))
    if asked.unit_id is not None:
        units = tree()
        node = units.nodes.get(asked.unit_id)
        rows = rows.filter(case__division_id__in=units.part_of_agency(asked.unit_id) if node and node.is_agency else [asked.unit_id])
    return rows


def _group(asked: Asked, before: str = "") -> F | Coalesce:
    """Whose row a task stands in: the responsible unit, or the leader who follows it (else who gave it)."""
    if asked.by == GroupBy.UNIT:
        return F(f"{before}case__division_id")
    return Coalesce(f"{before}followed_by", f"{before}given_by")


def _in_row(asked: Asked) -> Q:
    if asked.row is None:
        return Q()
    if asked.by == GroupBy.UNIT:
        return Q(case__division_id=asked.row)
    return Q(followed_by=asked.row) | Q(followed_by=None, given_by=asked.row)


def figure_table(*, viewer: Actor, asked: Asked) -> Table:
    """One line for each unit or leader, and the total; two queries."""
    rows = _rows(viewer, asked)
    counted = {figure.name.lower(): Count("pk", filter=figure_condition(figure, asked.period), distinct=True) for figure in FIGURES}
    extensions = dict(
        Extension.objects.filter(state=ExtensionState.GRANTED, task__in=rows.values("pk"))
        .values_list(_group(asked, "task__"))
        .annotate(Count("pk")).order_by()
    )  # fmt: skip
    found: list[dict[str, Any]] = [
        dict(line) for line in rows.order_by().values(group=_group(asked)).annotate(mean=Avg("percent"), **counted)
    ]
    lines = [
        FigureRow(line["group"], _label(asked.by, line["group"]), {figure.value: line[figure.name.lower()] for figure in FIGURES},
                  extensions.get(line["group"], 0), round(line["mean"]) if line["mean"] is not None else None)
        for line in found
    ]  # fmt: skip
    lines.sort(key=lambda line: (-line.counts[Figure.OPEN_LATE], -line.counts[Figure.TOTAL], line.label))
    return Table(lines, _total(lines))


def _label(by: str, key: int | None) -> str:
    if by == GroupBy.LEADER:
        return account_names().get(key or 0, "—")
    units = tree()
    return units.path(key) if key is not None and key in units.nodes else f"#{key}"


def _total(lines: list[FigureRow]) -> FigureRow:
    counts = {figure.value: sum(line.counts[figure.value] for line in lines) for figure in FIGURES}
    total = counts[Figure.TOTAL]
    mean = round(sum((line.percent or 0) * line.counts[Figure.TOTAL] for line in lines) / total) if total else None
    return FigureRow(None, "", counts, sum(line.extensions for line in lines), mean)


def figure_list(*, viewer: Actor, asked: Asked, figure: str, after: str = "") -> Page:
    """The tasks behind a figure, due first."""
    return paged(_rows(viewer, asked).filter(figure_condition(figure, asked.period), _in_row(asked)), after)


def slow_steps(*, viewer: Actor) -> list[SlowStep]:
    """At which steps tasks are behind now: past the step's own time, or past the task's while it is worked on."""
    now = clock.now()
    behind = Q(case__step_due_at__lt=now) | Q(case__step__kind="work", due_at__lt=now)
    rows = Task.objects.filter(visible_to(viewer)).exclude(state__in=ENDED).filter(behind).order_by()
    found = rows.values_list("case__step__name").annotate(count=Count("pk")).order_by("-count", "case__step__name")
    return [SlowStep(name, count) for name, count in found]


@dataclass(frozen=True)
class LeaderCounts:
    """What a leader's page says of tasks: due today, overdue, waiting for judgement or for an answer."""

    due_today: int
    late: int
    to_judge: int
    wishes: int


def leader_counts(*, viewer: Actor) -> LeaderCounts:
    """Of the tasks the viewer gave or follows; one query."""
    now = clock.now()
    mine = Q(given_by__in=viewer.accounts) | Q(followed_by__in=viewer.accounts)
    running = Q(completed_at=None)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = Task.objects.filter(mine).exclude(state__in=ENDED).aggregate(
        due_today=Count("pk", filter=running & Q(due_at__gte=now, due_at__lt=midnight.replace(hour=23, minute=59, second=59)), distinct=True),
        late=Count("pk", filter=running & Q(due_at__lt=now), distinct=True), to_judge=Count("pk", filter=Q(state=TaskState.REVIEW), distinct=True),
        wishes=Count("pk", filter=Q(extensions__state=ExtensionState.ASKED), distinct=True),
    )  # fmt: skip
    return LeaderCounts(**found)
