"""Tables of schedules."""

from congso.domains.schedules.models.entry import Entry
from congso.domains.schedules.models.feed import Feed
from congso.domains.schedules.models.public import PublicCalendar
from congso.domains.schedules.models.week import Week, WeekVersion

__all__ = ["Entry", "Feed", "PublicCalendar", "Week", "WeekVersion"]
