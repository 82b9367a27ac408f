"""The hours a new installation starts with, until the administrator sets its own."""

from __future__ import annotations

from functools import cache

from congso.foundation.calendar.holidays import shipped_holidays
from congso.foundation.calendar.working_time import Hours, Schedule

MORNING = (7 * 60, 11 * 60 + 30)
AFTERNOON = (13 * 60 + 30, 17 * 60)
STANDARD_HOURS = tuple(
    Hours(weekday, start, end) for weekday in range(5) for start, end in (MORNING, AFTERNOON)
)
"""Monday to Friday 7:00–11:30 and 13:30–17:00, eight hours (usual in the Mekong delta; (unverified), editable)."""


@cache
def standard_schedule() -> Schedule:
    """Standard hours with the shipped holidays; for tests, benchmarks and before anything is configured."""
    return Schedule(STANDARD_HOURS, [row.special_day() for row in shipped_holidays()])
