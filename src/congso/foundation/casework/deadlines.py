"""The deadlines of cases: the calendar's calculator put to a case's own limit, pauses and extensions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from congso.foundation.calendar.deadlines import Due, Extension, Pause, TimeLimit, due
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.calendar.working_time import Schedule
from congso.foundation.casework.models import Case, CaseExtension, CasePause, PauseKind


def schedule_of(unit_id: int, at: datetime) -> Schedule:
    """The working hours of a unit."""
    return schedule_for(unit_id, at.date())


def limit_of(case: Case) -> TimeLimit | None:
    """The case's time limit."""
    if case.limit_amount is None:
        return None
    return TimeLimit(case.limit_amount, case.limit_unit, cutoff=case.limit_cutoff)


def _spans(pauses: Sequence[CasePause]) -> list[Pause]:
    return [Pause(row.started_at, row.ended_at, str(PauseKind(row.kind).label)) for row in pauses]


def case_due(case: Case, *, with_pauses: Sequence[CasePause] | None = None) -> Due | None:
    """The case's due time with its explanation; None when no limit was set."""
    limit = limit_of(case)
    if limit is None:
        return None
    pauses = list(CasePause.objects.filter(case_id=case.pk)) if with_pauses is None else with_pauses
    extensions = [Extension(new_due=row.new_due_at, reason=row.reason, granted_at=row.at)
                  for row in CaseExtension.objects.filter(case_id=case.pk)]  # fmt: skip
    schedule = schedule_of(case.receiving_unit_id, case.opened_at)
    return due(schedule, case.opened_at, limit, pauses=_spans(pauses), extensions=extensions)


def step_due(unit_id: int, entered_at: datetime, allotted_minutes: int) -> datetime | None:
    """When a step should be done; None when it is not counted."""
    if not allotted_minutes:
        return None
    return schedule_of(unit_id, entered_at).add_minutes(entered_at, allotted_minutes)


def used_minutes(unit_id: int, start: datetime, end: datetime, pauses: Sequence[CasePause] = ()) -> int:
    """Working minutes that a unit had a case in hand, pauses left out."""
    schedule = schedule_of(unit_id, start)
    used = schedule.minutes_between(start, end)
    for pause in pauses:
        stop = min(pause.ended_at or end, end)
        begin = max(pause.started_at, start)
        if begin < stop:
            used -= schedule.minutes_between(begin, stop)
    return used
