"""The year as the calendar's screen draws it."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, time, timedelta

from congso.core.actors import Actor
from congso.foundation.calendar.models import CalendarDay, DayEffect, DayStatus, WorkingHours
from congso.foundation.calendar.policies import can_manage
from congso.foundation.calendar.queries import calendar_days, owned_by, schedule_for
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True, slots=True)
class DayBox:
    """A day in the grid: its number, look and words for those who do not see the colour."""

    number: int
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month with its weeks, Monday first; None outside the month."""

    number: int
    weeks: list[list[DayBox | None]]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A special day in the list."""

    id: int
    day: date
    name: str
    kind: str
    source: str
    swapped_with: date | None
    unsure: bool
    own: bool
    may_remove: bool


@dataclass(frozen=True)
class YearPage:
    """A year of the province, or of one unit."""

    year: int
    months: list[MonthGrid]
    days: list[DayRow]
    working_days: int


def year_page(*, viewer: Actor, year: int, unit_id: int | None = None) -> YearPage:
    """All days of a year with holidays, swaps and the unit's own closings."""
    rows = list(calendar_days(viewer=viewer, year=year, unit_id=unit_id))
    special = {row.day: row for row in sorted(rows, key=lambda row: row.unit_id is not None)}
    schedule = schedule_for(unit_id)
    count, grids = 0, []
    for number in range(1, 13):
        weeks: list[list[DayBox | None]] = []
        for week in months.Calendar().monthdatescalendar(year, number):
            line: list[DayBox | None] = []
            for day in week:
                if day.month != number:
                    line.append(None)
                    continue
                works = schedule.is_working_day(day)
                count += works
                line.append(_box(day, special.get(day), works=works))
            weeks.append(line)
        grids.append(MonthGrid(number, weeks))
    return YearPage(year, grids, [_row(viewer, row) for row in rows], count)


def _box(day: date, row: CalendarDay | None, *, works: bool) -> DayBox:
    if row is None:
        return DayBox(day.day, "" if works else "rest", "")
    look = "work" if row.effect == DayEffect.WORK else ("own" if row.unit_id is not None else "off")
    unsure = " unsure" if row.status == DayStatus.UNVERIFIED else ""
    return DayBox(day.day, look + unsure, f"{row.get_kind_display()}: {row.name}")


def _row(viewer: Actor, row: CalendarDay) -> DayRow:
    return DayRow(
        id=row.pk, day=row.day, name=row.name, kind=row.get_kind_display(), source=row.source, swapped_with=row.swapped_with,
        unsure=row.status == DayStatus.UNVERIFIED, own=row.unit_id is not None, may_remove=can_manage(viewer, row.unit_id),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HoursPeriod:
    """The weekly hours that hold between two days."""

    first: date
    last: date | None
    week: list[tuple[int, list[tuple[time, time]]]]


def hours_periods(*, unit_id: int | None) -> list[HoursPeriod]:
    """All weekly hours a calendar ever had, the latest first; a unit may have none of its own."""
    rows = list(WorkingHours.objects.filter(owned_by(unit_id)).order_by("-valid_from", "weekday", "start"))
    periods: dict[tuple[date, date | None], dict[int, list[tuple[time, time]]]] = {}
    for row in rows:
        days = periods.setdefault((row.valid_from, row.valid_to), {})
        days.setdefault(row.weekday, []).append((row.start, row.end))
    return [
        HoursPeriod(first, end - timedelta(days=1) if end else None, sorted(days.items()))
        for (first, end), days in periods.items()
    ]


def manageable_units(viewer: Actor) -> frozenset[int] | None:
    """Units whose own calendar the viewer may change; None for all."""
    units = tree()
    return (
        None
        if can_manage(viewer, None)
        else frozenset(unit for unit in units.nodes if can_manage(viewer, unit))
    )
