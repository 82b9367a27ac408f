"""One inbox over everything that is in one's hands or one's unit's: due first, overdue marked, counted, searchable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.text import fold
from congso.foundation.casework.definitions import step_roles
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import ASSIGN, SEE, visible_to
from congso.foundation.database.prepared import fetch

PAGE = 50
SOON = timedelta(days=2)
COUNT_CAP = 1000


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


class InboxRow(NamedTuple):
    """A case as the list needs it: the columns of its row, in the order of ``FIELDS``."""

    id: UUID
    kind: str
    number: str
    title: str
    subject: str
    step_id: int
    holder_id: int | None
    holder_unit_id: int
    due_at: datetime | None
    step_due_at: datetime | None
    paused_at: datetime | None


FIELDS = InboxRow._fields


@dataclass(frozen=True)
class InboxPage:
    """A page of the inbox, the key of the next, and how many there are of each sort when that was asked for."""

    rows: list[InboxRow]
    next_key: str
    counts: dict[str, int]


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


@dataclass(frozen=True)
class _Condition:
    """A piece of WHERE and its values; the pieces are ours, only values come from outside."""

    text: str
    values: tuple[Any, ...] = ()


def _texts(conditions: list[_Condition]) -> str:
    return "".join(f" AND {each.text}" for each in conditions)


def _values(conditions: list[_Condition]) -> list[Any]:
    return [value for each in conditions for value in each.values]


def _places(viewer: Actor, scope: str) -> tuple[str, list[int]]:
    """The column and its values under which the viewer's work lies: each is read in the order of its index."""
    if scope == "mine":
        return "holder_id", list(viewer.accounts)
    return "holder_unit_id", _seat_units(viewer)


def _in_scope(viewer: Actor, scope: str) -> list[_Condition]:
    if scope == "mine":
        return []
    nobodys = [_Condition("holder_id IS NULL")] if scope == "unit" else []
    if set(_seat_units(viewer)) <= set(_whole_units(viewer)):
        return nobodys
    return [*nobodys, _Condition(_OURS, (_whole_units(viewer), _steps(viewer), list(viewer.accounts)))]


def _due_in(due: str, now: datetime) -> list[_Condition]:
    conditions = {
        "late": _Condition("due_at < %s", (now,)), "soon": _Condition("due_at >= %s AND due_at < %s", (now, now + SOON)),
        "paused": _Condition("state = 'paused'"),
    }  # fmt: skip
    return [conditions[due]] if due in conditions else []


def _conditions(viewer: Actor, wanted: InboxFilter) -> list[_Condition]:
    found = [*_in_scope(viewer, wanted.scope), *_due_in(wanted.due, clock.now())]
    if wanted.kind:
        found.append(_Condition("kind = %s", (wanted.kind,)))
    words = (connection.ops.prep_for_like_query(word) for word in fold(wanted.words).split())
    found += [_Condition("search_key LIKE %s", (f"%{word}%",)) for word in words]
    return [*found, *_after(wanted.after)]


def _after(key: str) -> list[_Condition]:
    """Rows behind a key ``due|id``: due ones first, those whose clock stands last."""
    due, _bar, case_id = key.partition("|")
    try:
        last = UUID(case_id)
        moment = datetime.fromisoformat(due) if due else None
    except ValueError:
        return []
    if moment is None:
        return [_Condition("due_at IS NULL AND id > %s", (last,))]
    behind = "(due_at > %s OR (due_at = %s AND id > %s) OR due_at IS NULL)"
    return [_Condition(behind, (moment, moment, last))]


_OURS = "(holder_unit_id = ANY(%s::bigint[]) OR step_id = ANY(%s::bigint[]) OR holder_id = ANY(%s::bigint[]))"
_ROWS = """
SELECT {fields} FROM unnest(%s::bigint[]) AS place(key) CROSS JOIN LATERAL (
    SELECT {fields} FROM casework_case WHERE state <> 'closed' AND {column} = place.key{conditions}
    ORDER BY due_at, id LIMIT {limit}) AS found
ORDER BY due_at, id LIMIT {limit}
"""
_COUNTS = """
SELECT count(*) AS all, count(*) FILTER (WHERE holder_id = ANY(%s::bigint[])) AS mine,
       count(*) FILTER (WHERE due_at < %s) AS late, count(*) FILTER (WHERE due_at >= %s AND due_at < %s) AS soon,
       count(*) FILTER (WHERE state = 'paused') AS paused
FROM (SELECT holder_id, due_at, state FROM casework_case
      WHERE state <> 'closed' AND holder_unit_id = ANY(%s::bigint[]){ours} LIMIT {cap}) AS open_cases
"""
_BOTH = """
WITH counts AS MATERIALIZED ({counts}), page AS MATERIALIZED ({rows})
SELECT page.*, counts.* FROM counts LEFT JOIN page ON true ORDER BY page.due_at, page.id
"""
_SORTS = ("all", "mine", "late", "soon", "paused")


def _rows_statement(viewer: Actor, wanted: InboxFilter) -> tuple[str, list[Any]]:
    column, places = _places(viewer, wanted.scope)
    conditions = _conditions(viewer, wanted)
    text = _ROWS.format(fields=", ".join(FIELDS), column=column, limit=PAGE + 1, conditions=_texts(conditions))
    return text, [places, *_values(conditions)]


def _counts_statement(viewer: Actor) -> tuple[str, list[Any]]:
    now, ours = clock.now(), _in_scope(viewer, "all")
    text = _COUNTS.format(cap=COUNT_CAP, ours=_texts(ours))
    return text, [list(viewer.accounts), now, now, now + SOON, _seat_units(viewer), *_values(ours)]


def inbox(*, viewer: Actor, wanted: InboxFilter) -> InboxPage:
    """A page of what the viewer or their unit has in hand."""
    return _as_page([InboxRow._make(row) for row in fetch(*_rows_statement(viewer, wanted))], {})


def inbox_with_counts(*, viewer: Actor, wanted: InboxFilter) -> InboxPage:
    """The page and how many there are of each sort, by one statement: each round trip costs as much as twenty rows."""
    (counts, of_counts), (rows, of_rows) = _counts_statement(viewer), _rows_statement(viewer, wanted)
    found = fetch(_BOTH.format(counts=counts, rows=rows), [*of_counts, *of_rows])
    width = len(FIELDS)
    page = [InboxRow._make(row[:width]) for row in found if row[0] is not None]
    return _as_page(page, dict(zip(_SORTS, found[0][width:], strict=True)))


def inbox_counts(*, viewer: Actor) -> dict[str, int]:
    """How many of each sort: all, mine, late, soon, paused; counted up to a thousand."""
    (row,) = fetch(*_counts_statement(viewer))
    return dict(zip(_SORTS, row, strict=True))


def _as_page(rows: list[InboxRow], counts: dict[str, int]) -> InboxPage:
    next_key = ""
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        next_key = f"{last.due_at.isoformat() if last.due_at else ''}|{last.id}"
    return InboxPage(rows=rows[:PAGE], next_key=next_key, counts=counts)


def search_cases(*, viewer: Actor, words: str, limit: int = 50) -> list[InboxRow]:
    """Cases that the viewer may see whose number, applicant or title has all the words, newest first."""
    folded = fold(words).split()
    if not folded:
        return []
    found = Case.objects.filter(visible_to(viewer))
    for word in folded:
        found = found.filter(search_key__contains=word)
    return [InboxRow._make(row) for row in found.order_by("-opened_at").values_list(*FIELDS)[:limit]]


def sees_everything(viewer: Actor) -> bool:
    """Whether the viewer's sight has no bounds (province inspectors)."""
    return viewer.units_for(SEE) == EVERYWHERE
