"""What the calendar tells."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.jobs.events import Event


@dataclass(frozen=True)
class CalendarChanged(Event):
    """Working time changed from a day on: open deadlines that lie after it should be counted again."""

    unit_id: int | None
    first_day: str
    """ISO date of the first day whose working time is different."""
