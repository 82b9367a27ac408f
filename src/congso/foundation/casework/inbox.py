"""One inbox over everything that is in one's hands or one's unit's: due first, overdue marked, counted, searchable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.text import fold
from congso.foundation.casework.definitions import step_names, step_roles
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.casework.policies import ASSIGN, SEE, visible_to
from congso.foundation.casework.registry import label_of, page_of
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

PAGE = 50
SOON = timedelta(days=2)
COUNT_CAP = 1000
FIELDS = ("id", "kind", "number", "title", "subject", "step_id", "state", "holder_id", "holder_unit_id", "due_at",
          "step_due_at", "paused_at", "seq")  # fmt: skip


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What the person wants to see: whose, which, what words."""

    scope: str = "all"
    """``mine``, ``unit`` (nobody's yet), or both."""
    due: str = ""
    """``late``, ``soon``, ``paused``, or everything."""
    kind: str = ""
    words: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A case as the list shows it."""

    id: UUID
    url: str
    kind_label: str
    number: str
    title: str
    subject: str
    step: str
    holder: str
    is_mine: bool
    due_at: datetime | None
    step_due_at: datetime | None
    paused_at: datetime | None
    step_late: bool


@dataclass(frozen=True)
class InboxPage:
    """A page of the inbox and the key of the next."""

    rows: list[InboxRow]
    next_key: str


def _seat_units(viewer: Actor) -> list[int]:
    """Units whose unclaimed work the viewer may take up: where they sit, in their own name or for others."""
    return sorted({seat.unit_id for seat in viewer.seats})


def _whole_units(viewer: Actor) -> list[int]:
    """Units whose every case the viewer sees in the inbox, because they assign there."""
    return [unit for unit in _seat_units(viewer) if viewer.may(ASSIGN, unit)]


def _steps(viewer: Actor) -> list[int]:
    """Steps that the viewer's roles do."""
    roles = {seat.role for seat in viewer.seats}
    return [step for step, role in step_roles().items() if role in roles]


def _in_scope(viewer: Actor, scope: str) -> Q:
    mine = Q(holder_id__in=viewer.accounts)
    if scope == "mine":
        return mine
    ours = Q(holder_unit_id__in=_whole_units(viewer)) | Q(step_id__in=_steps(viewer)) | mine
    unit = Q(holder_unit_id__in=_seat_units(viewer)) & ours
    return unit & Q(holder_id=None) if scope == "unit" else unit


def _wanted(viewer: Actor, wanted: InboxFilter) -> QuerySet[Case]:
    now = clock.now()
    found = Case.objects.exclude(state=CaseState.CLOSED).filter(_in_scope(viewer, wanted.scope))
    if wanted.due == "late":
        found = found.filter(due_at__lt=now)
    elif wanted.due == "soon":
        found = found.filter(due_at__gte=now, due_at__lt=now + SOON)
    elif wanted.due == "paused":
        found = found.filter(state=CaseState.PAUSED)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    for word in fold(wanted.words).split():
        found = found.filter(search_key__contains=word)
    return found


def _after(key: str) -> Q:
    """Rows behind a key ``due|id``: due ones first, those whose clock stands last."""
    due, _bar, case_id = key.partition("|")
    try:
        last = UUID(case_id)
        moment = datetime.fromisoformat(due) if due else None
    except ValueError:
        return Q()
    if moment is None:
        return Q(due_at=None, id__gt=last)
    return Q(due_at__gt=moment) | Q(due_at=moment, id__gt=last) | Q(due_at=None)


def inbox(*, viewer: Actor, wanted: InboxFilter) -> InboxPage:
    """A page of what the viewer or their unit has in hand."""
    found = _wanted(viewer, wanted)
    if wanted.after:
        found = found.filter(_after(wanted.after))
    rows = list(found.order_by(F("due_at").asc(nulls_last=True), "id").values_list(*FIELDS)[: PAGE + 1])
    next_key = ""
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        next_key = f"{last[9].isoformat() if last[9] else ''}|{last[0]}"
    return InboxPage(rows=_as_rows(viewer, rows[:PAGE]), next_key=next_key)


def _as_rows(viewer: Actor, rows: list[tuple[Any, ...]]) -> list[InboxRow]:
    names, steps, units, now = account_names(), step_names(), tree(), clock.now()
    mine = viewer.accounts
    return [
        InboxRow(
            id=case_id, url=page_of(kind, case_id), kind_label=label_of(kind), number=number, title=title,
            subject=subject, step=steps.get(step_id, ""), holder=names.get(holder_id, "") or units.name(unit_id),
            is_mine=holder_id in mine, due_at=due_at, step_due_at=step_due_at, paused_at=paused_at,
            step_late=bool(step_due_at and step_due_at < now and not paused_at),
        )
        for (case_id, kind, number, title, subject, step_id, _state, holder_id, unit_id, due_at, step_due_at,
             paused_at, _seq) in rows
    ]  # fmt: skip


_COUNTS = """
SELECT count(*), count(*) FILTER (WHERE holder_id = ANY(%(mine)s)),
       count(*) FILTER (WHERE due_at < %(now)s), count(*) FILTER (WHERE due_at >= %(now)s AND due_at < %(soon)s),
       count(*) FILTER (WHERE state = 'paused')
FROM (SELECT holder_id, due_at, state FROM casework_case
      WHERE state <> 'closed' AND holder_unit_id = ANY(%(units)s)
        {ours}
      LIMIT %(cap)s) AS open_cases
"""


_OURS = "AND (holder_unit_id = ANY(%(whole)s) OR step_id = ANY(%(steps)s) OR holder_id = ANY(%(mine)s))"


def inbox_counts(*, viewer: Actor) -> dict[str, int]:
    """How many of each sort: all, mine, late, soon, paused; counted up to a thousand."""
    now = clock.now()
    values: dict[str, Any] = {"mine": list(viewer.accounts), "units": _seat_units(viewer), "now": now, "soon": now + SOON,
              "cap": COUNT_CAP, "whole": _whole_units(viewer), "steps": _steps(viewer)}  # fmt: skip
    only_whole = set(values["units"]) <= set(values["whole"])
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(ours="" if only_whole else _OURS), values)
        row = cursor.fetchone()
    return dict(zip(("all", "mine", "late", "soon", "paused"), row, strict=True))


def search_cases(*, viewer: Actor, words: str, limit: int = 50) -> list[InboxRow]:
    """Cases that the viewer may see whose number, applicant or title has all the words, newest first."""
    folded = fold(words).split()
    if not folded:
        return []
    found = Case.objects.filter(visible_to(viewer))
    for word in folded:
        found = found.filter(search_key__contains=word)
    return _as_rows(viewer, list(found.order_by("-opened_at").values_list(*FIELDS)[:limit]))


def sees_everything(viewer: Actor) -> bool:
    """Whether the viewer's sight has no bounds (province inspectors)."""
    return viewer.units_for(SEE) == EVERYWHERE
