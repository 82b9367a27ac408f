"""The table of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.domains.insight.enums import Figure, GroupBy
from congso.domains.insight.periods import Period, parts
from congso.domains.insight.policies import require_reach
from congso.domains.insight.queries.figures import (
    CONDITIONS,
    JUDGED_ON_TIME,
    LATE_APOLOGISED,
    PROCESSED,
    Wanted,
    facts,
)
from congso.foundation.orgs.queries import successor_of_each, tree
from congso.foundation.people.queries import account_names

_GROUP = {
    GroupBy.AGENCY: "agency_id", GroupBy.RECEIVING: "receiving_unit_id", GroupBy.PROCEDURE: "procedure_code",
    GroupBy.OFFICER: "officer_id",
}  # fmt: skip
UNITS = {GroupBy.AGENCY, GroupBy.RECEIVING}
FIGURES = list(Figure)
POINTS, FULL_FROM = 6.0, 90.0
"""Index 766, 5.4: most points, and the rate from which all of them are given (QĐ 766/QĐ-TTg)."""


@dataclass
class Row:
    """A row of the table: whose, the figures, the sums behind rate and mean."""

    key: str
    label: str
    counts: dict[str, int] = field(default_factory=dict)
    on_time: int = 0
    late_apologised: int = 0
    """Not on time, with an apology sent."""
    seconds: float = 0
    processed: int = 0
    keys: list[str] = field(default_factory=list)
    period: Period | None = None

    @property
    def rate(self) -> float | None:
        """Percentage on time by index 766, 2.1; None without dossiers."""
        total = self.counts[Figure.TOTAL]
        return round(100 * self.on_time / total, 2) if total else None

    @property
    def content(self) -> float | None:
        """Index 766, 5.4: 100 % less the rate overdue and the rate disliked, in percent; None without dossiers."""
        total = self.counts[Figure.TOTAL]
        bad = (total - self.on_time) + self.counts[Figure.DISLIKED]
        return round(max(0.0, 100 - 100 * bad / total), 2) if total else None

    @property
    def points(self) -> float | None:
        """Points of index 766, 5.4: all six from 90 % on, in proportion below; None without dossiers."""
        if self.content is None:
            return None
        return POINTS if self.content >= FULL_FROM else round(self.content * POINTS / FULL_FROM, 2)

    @property
    def mean_days(self) -> float | None:
        """Mean time from receipt to the end of work, in days, waiting for the applicant left out."""
        return round(self.seconds / self.processed / 86400, 1) if self.processed else None

    def add(self, other: Row) -> None:
        """Count another row in."""
        for figure in FIGURES:
            self.counts[figure] = self.counts.get(figure, 0) + other.counts[figure]
        self.on_time += other.on_time
        self.late_apologised += other.late_apologised
        self.seconds += other.seconds
        self.processed += other.processed
        self.keys += other.keys


@dataclass(frozen=True)
class Table:
    """All rows and their total."""

    rows: list[Row]
    total: Row


def _select() -> str:
    counts = ", ".join(f"count(*) FILTER (WHERE {CONDITIONS[figure]})" for figure in FIGURES)
    return (
        f"{counts}, count(*) FILTER (WHERE {JUDGED_ON_TIME}), count(*) FILTER (WHERE {LATE_APOLOGISED}), "
        f"COALESCE(sum(extract(epoch FROM finished_at - received_at) - supplement_seconds) FILTER (WHERE {PROCESSED}), 0), "
        f"count(*) FILTER (WHERE {PROCESSED})"
    )


def report_table(*, viewer: Actor, wanted: Wanted) -> Table:
    """The report that was asked for, over dossiers within the viewer's reach; raises NotAllowed."""
    reach = require_reach(viewer)
    by_period = wanted.by not in _GROUP
    periods = list(parts(wanted.period, wanted.by)) if by_period else [wanted.period]
    sql, values = facts(wanted, reach, periods)
    group = "place" if by_period else _GROUP[GroupBy(wanted.by)]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} SELECT {group}, {_select()} FROM facts GROUP BY 1", values)  # noqa: S608 - constants
        found = [_row(line) for line in cursor.fetchall()]
    rows = _period_rows(found, periods) if by_period else _named(found, wanted)
    return Table(rows=rows, total=_total(found, wanted))


def _row(line: tuple[Any, ...]) -> Row:
    key, width = "" if line[0] is None else str(line[0]), len(FIGURES)
    counts = dict(zip(FIGURES, line[1 : width + 1], strict=True))
    on_time, late_apologised, seconds, processed = line[width + 1 :]
    return Row(
        key, key, counts, on_time=on_time, late_apologised=late_apologised, seconds=float(seconds), processed=processed,
        keys=[key],
    )  # fmt: skip


def _total(rows: Iterable[Row], wanted: Wanted) -> Row:
    """The sum; over periods, what is carried from one to the next stands in each of them."""
    total = Row("", _("Tổng cộng"), dict.fromkeys(FIGURES, 0), period=wanted.period)
    for row in rows:
        total.add(row)
    return total


def _period_rows(found: list[Row], periods: list[Period]) -> list[Row]:
    by_place = {row.key: row for row in found}
    rows = []
    for place, period in enumerate(periods):
        row = by_place.get(str(place)) or Row(str(place), "", dict.fromkeys(FIGURES, 0))
        row.label, row.period = period.label, period
        rows.append(row)
    return rows


def _named(found: list[Row], wanted: Wanted) -> list[Row]:
    if wanted.merged and wanted.by in UNITS:
        found = _merge(found)
    names = _names(wanted, [row.key for row in found])
    for row in found:
        row.label = names.get(row.key) or _("Chưa phân công")
        row.period = wanted.period
    return sorted(found, key=lambda row: (-row.counts[Figure.TOTAL], row.label))


def _merge(found: list[Row]) -> list[Row]:
    """Rows of units that ended, counted with their successors of today."""
    follows, merged = successor_of_each(), {}
    for row in found:
        key = str(follows.get(int(row.key), int(row.key)))
        if key not in merged:
            merged[key] = Row(key, key, dict.fromkeys(FIGURES, 0))
        merged[key].add(row)
    return list(merged.values())


def _names(wanted: Wanted, keys: list[str]) -> Mapping[str, str]:
    """Names as of the end of the period, so that a past month reads as it was; of today when merged."""
    if wanted.by == GroupBy.PROCEDURE:
        return _procedure_names(keys)
    if wanted.by == GroupBy.OFFICER:
        return {str(key): name for key, name in account_names().items()}
    trees = [tree()] if wanted.merged else [tree(wanted.period.last), tree(wanted.period.first), tree()]
    return {key: next(filter(None, (each.name(int(key)) for each in trees)), key) for key in keys}


def _procedure_names(codes: list[str]) -> dict[str, str]:
    statement = """SELECT code, (SELECT procedure_name FROM dossiers_dossier WHERE procedure_code = code
        ORDER BY received_at DESC LIMIT 1) FROM unnest(%s::text[]) AS code"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [codes])
        return {code: f"{code} {name or ''}".strip() for code, name in cursor.fetchall()}
