"""When a task is due: the close of the working day, and how it was kept."""

from __future__ import annotations

from datetime import date, datetime

from congso.core import clock
from congso.domains.tasks.enums import Timing
from congso.foundation.calendar.judgement import DossierTimes, judge
from congso.foundation.calendar.working_time import to_datetime
from congso.foundation.casework.deadlines import schedule_of


def due_moment(unit_id: int, day: date) -> datetime:
    """The close of the unit's hours on a day, or on the next working day (Bộ luật Dân sự 2015, Điều 148)."""
    schedule = schedule_of(unit_id, clock.now())
    return to_datetime(schedule.close_of(schedule.add_working_days(day, 0).toordinal()))


def timing_of(given_at: datetime, due_at: datetime, completed_at: datetime) -> Timing:
    """Late after the due moment, as the one judgement has it; early on a day before the due day."""
    judged = judge(DossierTimes(received_at=given_at, promised_at=due_at, ready_at=completed_at), completed_at)
    if not judged.on_time:
        return Timing.LATE
    return Timing.EARLY if clock.local(completed_at).date() < clock.local(due_at).date() else Timing.IN_TIME
