"""How many deadlines a second one process counts (`congso bench deadline`)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from time import perf_counter

from congso.core.clock import VIETNAM
from congso.foundation.calendar.deadlines import due
from congso.foundation.calendar.limits import Pause, TimeLimit, TimeUnit
from congso.foundation.calendar.standard import standard_schedule

_MIX = (
    TimeLimit(3, TimeUnit.WORKING_DAYS),
    TimeLimit(0, TimeUnit.WORKING_DAYS, time(15)),
    TimeLimit(10, TimeUnit.WORKING_DAYS),
    TimeLimit(15, TimeUnit.DAYS),
    TimeLimit(4, TimeUnit.HOURS),
    TimeLimit("0.5", TimeUnit.WORKING_DAYS),
    TimeLimit(30, TimeUnit.DAYS),
    TimeLimit(1, TimeUnit.MONTHS),
)
"""Limits in about the proportions procedures publish them."""


def bench_deadline(n: int = 100_000) -> dict[str, float]:
    """Count ``n`` deadlines of a realistic mix, one in five with a pause; returns dues per second and the time."""
    schedule = standard_schedule()
    first = datetime(2026, 1, 5, 7, 0, tzinfo=VIETNAM)
    work = []
    for number in range(n):
        received = first + timedelta(minutes=number * 7919 % 460_000)
        limit = _MIX[number % len(_MIX)]
        asked = received + timedelta(hours=5)
        pauses = (Pause(asked, asked + timedelta(days=2, hours=3)),) if number % 5 == 0 else ()
        work.append((received, limit, pauses))
    began = perf_counter()
    for received, limit, pauses in work:
        due(schedule, received, limit, pauses=pauses)
    seconds = perf_counter() - began
    return {"dues": float(n), "seconds": seconds, "dues_per_second": n / seconds}
