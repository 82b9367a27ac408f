"""The one law of deadlines: when is a piece of work due, and why.

Sources: Bộ luật Dân sự 2015 Điều 146–148 (counting), Nghị định 118/2025/NĐ-CP (one-stop), each procedure's
own published limit. Pure arithmetic over a ``Schedule``; the explanation is worked out only when read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from congso.foundation.calendar.counting import (
    Base,
    count,
    effective_receipt,
    extend,
    finish,
    merge,
    settle,
)
from congso.foundation.calendar.explanation import Reason, explain
from congso.foundation.calendar.limits import Extension, Pause, TimeLimit, TimeUnit
from congso.foundation.calendar.working_time import Schedule, to_datetime, to_minute

__all__ = [
    "Due", "Extension", "Pause", "Reason", "TimeLimit", "TimeUnit", "due", "step_due", "step_limit",
    "used_working_minutes",
]  # fmt: skip


class Due:
    """When the work is due (thời hạn, ngày hẹn trả), and everything needed to say why."""

    __slots__ = ("at", "base", "clock_from", "extensions", "limit", "pauses", "received", "remaining_minutes",
                 "schedule", "start")  # fmt: skip

    def __init__(
        self,
        at: datetime | None,
        remaining_minutes: int | None,
        schedule: Schedule,
        received: int,
        start: int,
        limit: TimeLimit,
        pauses: Sequence[Pause],
        extensions: Sequence[Extension],
        base: Base,
        clock_from: int,
    ) -> None:
        self.at = at
        """The due moment; None while the clock stands (an open pause)."""
        self.remaining_minutes = remaining_minutes
        """Working minutes left when the clock stopped; None while it runs."""
        self.schedule = schedule
        self.received = received
        self.start = start
        self.limit = limit
        self.pauses = pauses
        self.extensions = extensions
        self.base = base
        self.clock_from = clock_from

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands now (tạm dừng)."""
        return self.at is None

    @property
    def counts_from(self) -> datetime:
        """The moment the receipt counts from: in working hours, before the cutoff."""
        return to_datetime(self.start)

    @property
    def explanation(self) -> tuple[Reason, ...]:
        """The rules that gave this moment, in order, each with its citation."""
        return explain(self)


def due(
    schedule: Schedule,
    received_at: datetime,
    limit: TimeLimit,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """When work received at ``received_at`` is due.

    ``pauses`` give back their working time (calendar time for days and months) and an open one stops the
    clock. ``extensions`` apply in the order of their decisions.
    """
    received = to_minute(received_at)
    start = clock_from = effective_receipt(schedule, received, limit.cutoff_minute)
    base = count(schedule, start, limit)
    for extension in sorted(extensions, key=lambda each: each.granted_at) if extensions else ():
        base, clock_from = extend(schedule, base, clock_from, extension)
    remaining = None
    if pauses:
        settled = settle(schedule, base, pauses, clock_from)
        minute, remaining = settled.due, settled.remaining
    else:
        minute = finish(schedule, base)
    at = None if minute is None else to_datetime(minute)
    return Due(at, remaining, schedule, received, start, limit, pauses, extensions, base, clock_from)


def step_limit(schedule: Schedule, limit: TimeLimit) -> TimeLimit:
    """The limit of one step of a process in working hours: half a day is half of the office's ordinary day."""
    if limit.unit is not TimeUnit.WORKING_DAYS or limit.is_same_day:
        return limit
    return TimeLimit(limit.amount * schedule.standard_day / Decimal(60), TimeUnit.HOURS)


def step_due(
    schedule: Schedule, started_at: datetime, limit: TimeLimit, *, pauses: Sequence[Pause] = ()
) -> Due:
    """When a step of a process is due: its days are counted in working hours from the hand-over (Mẫu 06)."""
    return due(schedule, started_at, step_limit(schedule, limit), pauses=pauses)


def used_working_minutes(
    schedule: Schedule, start: datetime, end: datetime, pauses: Sequence[Pause] = ()
) -> int:
    """Working minutes used between two moments, without those in which the clock stood."""
    first, last = to_minute(start), to_minute(end)
    stood = sum(
        schedule.elapsed(from_, last if to is None else min(to, last))
        for from_, to in merge(pauses, first)
        if from_ < last
    )
    return schedule.elapsed(first, last) - stood
