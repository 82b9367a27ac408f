"""Tables of the calendar."""

from congso.foundation.calendar.models.day import CalendarDay, DayEffect, DayKind, DayStatus
from congso.foundation.calendar.models.hours import WorkingHours

__all__ = ["CalendarDay", "DayEffect", "DayKind", "DayStatus", "WorkingHours"]
