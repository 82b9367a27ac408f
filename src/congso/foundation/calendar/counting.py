"""The steps of counting a deadline, on the axis of minutes; ``deadlines`` composes them, ``explanation`` retells.

A counted limit is a *base*: a minute and how it ends. EXACT stays on its minute (hours, half days), DAY_END
is due at the closing of the working day it falls in, CALENDAR carries a date that still has to roll past
days off. Pauses shift the base once, so that two short pauses never cost two rounded days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP
from enum import IntEnum

from congso.core.clock import local
from congso.foundation.calendar.limits import Extension, Pause, TimeLimit, TimeUnit
from congso.foundation.calendar.working_time import DAY, Schedule, to_minute

HALF_MONTH = 15
"""Nửa tháng là mười lăm ngày (Bộ luật Dân sự 2015, Điều 146 khoản 1)."""


class Ending(IntEnum):
    """How a counted limit ends."""

    EXACT = 0
    DAY_END = 1
    CALENDAR = 2


Base = tuple[int, Ending]
Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A base after its pauses: the due minute, or what was left when the clock stopped."""

    due: int | None
    remaining: int | None = None
    counted: tuple[Span, ...] = ()
    """The pauses that counted, cut to the time in which the clock ran."""


def effective_receipt(schedule: Schedule, received: int, cutoff: int | None) -> int:
    """From which minute the dossier counts as received: in working time, and before the procedure's cutoff."""
    start = schedule.at_work(received)
    if cutoff is not None and start % DAY > cutoff:
        return schedule.open_of(schedule.working_day(start // DAY, 1))
    return start


def add_months(ordinal: int, months: int) -> int:
    """The corresponding day so many months later, or the last day of a shorter month (BLDS 2015 Điều 148.3)."""
    day = date.fromordinal(ordinal)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).toordinal()


def _part_of_day(schedule: Schedule, limit: TimeLimit) -> int:
    """Working minutes of the fraction of a day."""
    return int((limit.fraction * schedule.standard_day).to_integral_value(ROUND_HALF_UP))


def _count_days(schedule: Schedule, start: int, limit: TimeLimit) -> Base:
    """Whole working days end with the day; a fraction runs on in working time."""
    end = schedule.close_of(schedule.working_day(start // DAY, limit.whole)) if limit.whole else start
    if not limit.fraction:
        return end, Ending.DAY_END
    return schedule.advance(end, _part_of_day(schedule, limit)), Ending.EXACT


def count(schedule: Schedule, start: int, limit: TimeLimit) -> Base:
    """Count a limit from ``start``, without pauses; the first day does not count (BLDS 2015 Điều 147.2)."""
    unit = limit.unit
    if not limit.amount:
        return _end_of_day(schedule, start // DAY)
    if unit is TimeUnit.WORKING_DAYS or (unit is TimeUnit.DAYS and not limit.whole):
        return _count_days(schedule, start, limit)
    if unit is TimeUnit.HOURS:
        return schedule.advance(start, limit.minutes), Ending.EXACT
    if unit is TimeUnit.DAYS:
        return (start // DAY + limit.calendar_days) * DAY, Ending.CALENDAR
    months = add_months(start // DAY, limit.whole)
    return (months + (HALF_MONTH if limit.fraction else 0)) * DAY, Ending.CALENDAR


def finish(schedule: Schedule, base: Base, paused: int = 0) -> int:
    """The due minute of a base after ``paused`` minutes (working minutes, or calendar ones for CALENDAR)."""
    minute, ending = base
    if ending is Ending.CALENDAR:
        return schedule.close_of(schedule.working_day(minute // DAY + -(-paused // DAY), 0))
    if not paused:
        return minute
    minute = schedule.advance(minute, paused)
    return minute if ending is Ending.EXACT else schedule.close_of(minute // DAY)


def _new_date(schedule: Schedule, base: Base, new_due: date | datetime) -> Base:
    """The base of a promise set anew; outside working time it means the end of that (or the next) working day."""
    if base[1] is Ending.CALENDAR or not isinstance(new_due, datetime):
        day = local(new_due).toordinal() if isinstance(new_due, datetime) else new_due.toordinal()
        return (day * DAY, Ending.CALENDAR) if base[1] is Ending.CALENDAR else _end_of_day(schedule, day)
    minute = to_minute(new_due)
    if schedule.at_work(minute) != minute or schedule.close_of(minute // DAY) == minute:
        return _end_of_day(schedule, minute // DAY)
    return minute, Ending.EXACT


def _end_of_day(schedule: Schedule, ordinal: int) -> Base:
    return schedule.close_of(schedule.working_day(ordinal, 0)), Ending.DAY_END


def extend(schedule: Schedule, base: Base, clock_from: int, extension: Extension) -> tuple[Base, int]:
    """The base after one extension, and from when pauses count: a new date already knows the pauses before it."""
    if extension.amount is not None:
        return count(schedule, finish(schedule, base), extension.amount), clock_from
    assert extension.new_due is not None
    return _new_date(schedule, base, extension.new_due), max(clock_from, to_minute(extension.granted_at))


def merge(pauses: Sequence[Pause], clock_from: int) -> list[Span]:
    """Pauses in order, overlapping and touching ones joined, cut to the time after ``clock_from``."""
    merged: list[Span] = []
    for pause in sorted(pauses, key=lambda each: each.start):
        start = max(to_minute(pause.start), clock_from)
        end = None if pause.end is None else to_minute(pause.end)
        if end is not None and end <= start:
            continue
        if not merged or (merged[-1][1] is not None and merged[-1][1] < start):
            merged.append((start, end))
        elif merged[-1][1] is not None:
            merged[-1] = (merged[-1][0], None if end is None else max(end, merged[-1][1]))
    return merged


def settle(schedule: Schedule, base: Base, pauses: Sequence[Pause], clock_from: int) -> Settled:
    """Shift the base by its pauses, rounding once; a pause that begins after the due moment saves nothing."""
    due = finish(schedule, base)
    paused = 0
    counted: list[Span] = []
    for start, end in merge(pauses, clock_from):
        if start >= due:
            break
        counted.append((start, end))
        if end is None:
            return Settled(due=None, remaining=schedule.elapsed(start, due), counted=tuple(counted))
        paused += end - start if base[1] is Ending.CALENDAR else schedule.elapsed(start, end)
        due = finish(schedule, base, paused)
    return Settled(due=due, counted=tuple(counted))
