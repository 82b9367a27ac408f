"""What came in, by unit and month: counted from the documents, or read where it is kept and nothing changed since."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from congso.core import clock
from congso.domains.documents.models import ArrivalMonth, MonthTouched
from congso.foundation.calendar.queries import schedule_for

LATEST_END = timedelta(days=730)
"""Work that takes longer has no working time."""
_MINUTE = "extract(hour FROM {at}) * 60 + extract(minute FROM {at})"
_COUNTED = """
WITH days AS (SELECT * FROM unnest({arrays}) AS days(day, before{names})),
first_word AS (
    SELECT n.incoming_id, min(n.at) AS at FROM documents_instruction n JOIN documents_incoming j ON j.document_id = n.incoming_id
    WHERE n.level = 'agency' AND j.agency_id = %(agency)s AND j.arrived_at >= %(start)s AND j.arrived_at < %(stop)s GROUP BY n.incoming_id),
found AS (
    SELECT coalesce(a.unit_id, i.agency_id) AS unit, i.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS came, d.state, c.due_at, c.closed_at,
           CASE WHEN d.state = 'done' THEN c.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh' END AS ended,
           round(extract(epoch FROM w.at - i.arrived_at) / 864)::int AS waited
    FROM documents_incoming i JOIN documents_document d ON d.id = i.document_id
    LEFT JOIN casework_case c ON c.id = d.case_id
    LEFT JOIN documents_assignment a ON a.incoming_id = i.document_id AND a.role = 'main' AND a.withdrawn_at IS NULL
    LEFT JOIN first_word w ON w.incoming_id = i.document_id
    WHERE i.agency_id = %(agency)s AND i.arrival_number IS NOT NULL AND d.state <> 'cancelled' AND i.arrived_at >= %(start)s AND i.arrived_at < %(stop)s),
timed AS (
    SELECT f.*, date_trunc('month', came)::date AS month,
           CASE WHEN x.day IS NOT NULL AND y.day IS NOT NULL THEN greatest({until_end} - ({until_came}), 0) END AS minutes
    FROM found f LEFT JOIN days x ON x.day = came::date LEFT JOIN days y ON y.day = ended::date),
waits AS (
    SELECT unit, month, waited, count(*) AS arrived, count(*) FILTER (WHERE state = 'done' AND closed_at <= due_at) AS in_time,
           count(*) FILTER (WHERE state = 'done' AND closed_at > due_at) AS late, count(minutes) AS timed, sum(minutes) AS minutes
    FROM timed WHERE month = ANY(%(months)s) GROUP BY unit, month, waited)
SELECT unit, month, sum(arrived)::int, sum(in_time)::int, sum(late)::int, sum(timed)::int, coalesce(sum(minutes), 0)::bigint,
       jsonb_object_agg(coalesce(waited::text, ''), arrived)::text
FROM waits GROUP BY unit, month
"""
_OVERDUE = """
SELECT coalesce(a.unit_id, i.agency_id), extract(month FROM i.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int, count(*)
FROM documents_document d JOIN casework_case c ON c.id = d.case_id JOIN documents_incoming i ON i.document_id = d.id
LEFT JOIN documents_assignment a ON a.incoming_id = i.document_id AND a.role = 'main' AND a.withdrawn_at IS NULL
WHERE d.state = 'in_work' AND c.due_at < %(now)s AND i.agency_id = %(agency)s AND i.arrival_number IS NOT NULL
  AND i.arrived_at >= %(start)s AND i.arrived_at < %(stop)s GROUP BY 1, 2
"""


@dataclass
class Tally:
    """Sums of arrivals; several are added up without loss."""

    arrived: int = 0
    in_time: int = 0
    late: int = 0
    timed: int = 0
    minutes: int = 0
    waits: Counter[int] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Take another one's documents in."""
        for name in ("arrived", "in_time", "late", "timed", "minutes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.waits.update(other.waits)

    @property
    def hours(self) -> float | None:
        """Average working hours of what is done."""
        return round(self.minutes / self.timed / 60, 1) if self.timed else None

    @property
    def days(self) -> float | None:
        """Median days until the leader's first instruction."""
        total = self.waits.total()
        if not total:
            return None
        return round((self._waited((total - 1) // 2) + self._waited(total // 2)) / 200, 1)

    def _waited(self, place: int) -> int:
        for hundredths in sorted(self.waits):
            place -= self.waits[hundredths]
            if place < 0:
                return hundredths
        return 0


Tallies = dict[tuple[int, date], Tally]


def months_of(year: int) -> list[date]:
    """The months of a year that have begun."""
    return [first for month in range(1, 13) if (first := date(year, month, 1)) <= clock.today()]


def behind(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=32)).replace(day=1)


def arrivals(agency_id: int, year: int) -> Tallies:
    """The arrivals of a year by unit and month: what is kept is read, the rest is counted."""
    kept = _kept(agency_id, year)
    found = {(unit, month): tally for (unit, month), tally in kept.items() if unit is not None}
    counted = [month for month in months_of(year) if (None, month) not in kept]
    return found | count(agency_id, counted)


def overdue(agency_id: int, start: datetime, stop: datetime) -> list[tuple[int, int, int]]:
    """(unit, month, how many) of what is overdue at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, {"agency": agency_id, "start": start, "stop": stop, "now": clock.now()})
        return list(cursor.fetchall())


def count(agency_id: int, months: Sequence[date]) -> Tallies:
    """Count the documents of these months; one statement."""
    if not months:
        return {}
    start, stop = moment(min(months)), moment(behind(max(months)))
    columns, spans = _calendar(agency_id, start.date(), min(max(clock.today(), stop.date()), stop.date() + LATEST_END))
    names = "".join(f", s{n}, e{n}" for n in range(spans))
    arrays = ", ".join(["%(c0)s::date[]", *(f"%(c{place})s::bigint[]" for place in range(1, len(columns)))])
    values: dict[str, Any] = {"agency": agency_id, "start": start, "stop": stop, "months": list(months),
                              **{f"c{place}": column for place, column in enumerate(columns)}}  # fmt: skip
    statement = _COUNTED.format(arrays=arrays, names=names, until_came=_worked("x", "came", spans), until_end=_worked("y", "ended", spans))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {(unit, month): _tally(*rest) for unit, month, *rest in cursor.fetchall()}


def moment(day: date) -> datetime:
    """The beginning of a day here."""
    return datetime.combine(day, time(), tzinfo=clock.VIETNAM)


def calendar_hashes(agency_id: int, spans: Sequence[tuple[date, date]]) -> list[str]:
    """Of each span of days what tells whether the agency's working time in it was changed; the calendar is laid out once."""
    if not spans:
        return []
    schedule, first = schedule_for(agency_id), min(begin for begin, _end in spans)
    last = max(end for _begin, end in spans)
    days = [repr(schedule.spans_of(first + timedelta(days=number))) for number in range((last - first).days + 1)]
    return [
        hashlib.sha256("".join(days[(begin - first).days : (end - first).days + 1]).encode()).hexdigest() for begin, end in spans
    ]


def _tally(arrived: int, in_time: int, late: int, timed: int, minutes: int, waits: str | dict[str, int]) -> Tally:
    found = json.loads(waits) if isinstance(waits, str) else waits
    return Tally(arrived, in_time, late, timed, minutes, Counter({int(each): number for each, number in found.items() if each}))


def _kept(agency_id: int, year: int) -> dict[tuple[int | None, date], Tally]:
    """What is kept of a year, without the months that changed since or whose calendar did."""
    changed = MonthTouched.objects.filter(agency_id=agency_id, month=OuterRef("month"))
    rows = list(ArrivalMonth.objects.filter(~Exists(changed), agency_id=agency_id, month__in=months_of(year)))
    whole = [row for row in rows if row.unit_id is None]
    now = calendar_hashes(agency_id, [(row.month, row.until) for row in whole])
    good = {row.month for row, present in zip(whole, now, strict=True) if row.calendar == present}
    return {
        (row.unit_id, row.month): _tally(row.arrived, row.in_time, row.late, row.timed, row.minutes, row.waits)
        for row in rows if row.month in good
    }  # fmt: skip


def _calendar(agency_id: int, first: date, last: date) -> tuple[list[list[Any]], int]:
    """The agency's working days as columns: day, minutes before it, opening and closing minutes of its spans."""
    schedule = schedule_for(agency_id)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = [schedule.spans_of(day) for day in days]
    most = max((len(spans) for _before, spans in found), default=0)
    columns: list[list[Any]] = [days, [before for before, _spans in found]]
    columns += [
        [spans[place][edge] if place < len(spans) else 0 for _before, spans in found] for place in range(most) for edge in (0, 1)
    ]
    return columns, most


def _worked(table: str, at: str, spans: int) -> str:
    """SQL for the working minutes up to a moment: those before its day, and of each open span what has passed."""
    minute = _MINUTE.format(at=at)
    parts = [f"greatest(least({minute}, {table}.e{n}) - {table}.s{n}, 0)" for n in range(spans)]
    return " + ".join([f"{table}.before", *parts])
