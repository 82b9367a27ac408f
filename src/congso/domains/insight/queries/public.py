"""The figures that everybody may read: the same counts as the internal report, without anything personal.

Kept for ten minutes with the moment at which they were counted, which the page shows; never older.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import caches
from django.db import connection
from django.db.models import Max

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.dossiers.facade import Dossier
from congso.domains.insight.enums import Figure, GroupBy
from congso.domains.insight.periods import Period, months_on
from congso.domains.insight.policies import Reach
from congso.domains.insight.queries.figures import NOT_ON_TIME, Wanted, facts
from congso.domains.insight.queries.table import Row, report_table
from congso.foundation.casework.models import CaseEvent
from congso.foundation.orgs.queries import tree

KEPT_FOR = timedelta(minutes=10)
MOST_LATE = 100
MONTHS = 12
_VIEWER = system_actor("Trang số liệu công khai")


@dataclass(frozen=True, slots=True)
class PublicRow:
    """An agency or a month."""

    label: str
    total: int
    received: int
    done: int
    on_time: int
    late: int
    apologised: int
    rated: int
    disliked: int
    rate: float | None
    """Percentage on time, index 766, 2.1."""
    content: float | None
    """Index 766, 5.4, in percent."""
    points: float | None

    @property
    def silent(self) -> int:
        """Late without an apology."""
        return self.late - self.apologised


@dataclass(frozen=True, slots=True)
class LateDossier:
    """A late dossier, by its code: nothing here names a person."""

    code: str
    procedure: str
    agency: str
    promised_on: date | None
    """What the receipt promised."""
    apologised_on: date | None


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """All figures of a period, counted at one moment."""

    period: Period
    made_at: datetime
    total: PublicRow
    agencies: list[PublicRow]
    months: list[PublicRow]
    late: list[LateDossier]


def public_figures(period: Period) -> PublicFigures:
    """Figures of a period, at most ten minutes old."""
    key = f"insight.public.{period.first}.{period.last}"
    found: PublicFigures | None = caches["near"].get(key)
    if found is not None and timedelta() <= clock.now() - found.made_at < KEPT_FOR:
        return found
    made = _count(period)
    caches["near"].set(key, made, KEPT_FOR.total_seconds())
    return made


def _count(period: Period) -> PublicFigures:
    made_at = clock.now()
    table = report_table(viewer=_VIEWER, wanted=Wanted(period))
    last = min(period.last, clock.local(made_at).date())
    year = Period(months_on(last, 1 - MONTHS), last)
    by_month = report_table(viewer=_VIEWER, wanted=Wanted(year, GroupBy.MONTH))
    rows = sorted((_row(row) for row in table.rows), key=lambda row: row.label)
    return PublicFigures(
        period, made_at, _row(table.total), rows, [_row(row) for row in by_month.rows], _late(period)
    )


def _row(row: Row) -> PublicRow:
    counts = row.counts
    return PublicRow(
        label=str(row.label), total=counts[Figure.TOTAL], received=counts[Figure.RECEIVED],
        done=counts[Figure.ON_TIME] + counts[Figure.LATE], on_time=row.on_time, late=counts[Figure.TOTAL] - row.on_time,
        apologised=row.late_apologised, rated=counts[Figure.RATED], disliked=counts[Figure.DISLIKED],
        rate=row.rate, content=row.content, points=row.points,
    )  # fmt: skip


def _late(period: Period) -> list[LateDossier]:
    """Late dossiers, those promised last first, in three queries."""
    sql, values = facts(Wanted(period), Reach(None, ()), [period])
    statement = f"""{sql} SELECT case_id FROM facts WHERE {NOT_ON_TIME}
        ORDER BY received_at DESC, case_id DESC LIMIT {MOST_LATE}"""  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        keys = [key for (key,) in cursor.fetchall()]
    rows = Dossier.objects.only("code", "procedure_name", "agency_id", "first_promised_at").in_bulk(keys)
    said = CaseEvent.objects.filter(case_id__in=keys, action="apologised").values_list("case_id")
    apologies = dict(said.annotate(last=Max("at")).order_by())
    units, units_then = tree(), tree(period.last)
    return [
        LateDossier(
            rows[key].code, rows[key].procedure_name, units_then.name(rows[key].agency_id) or units.name(rows[key].agency_id),
            _day(rows[key].first_promised_at), _day(apologies.get(key)),
        )
        for key in keys
    ]  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None
