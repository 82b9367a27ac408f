"""The deadlines of cases: the calendar's calculator put to a case's own limit, pauses and extensions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from congso.core import clock
from congso.foundation.calendar.deadlines import Due, due, used_working_minutes
from congso.foundation.calendar.limits import Extension, Pause, TimeLimit, TimeUnit
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.calendar.working_time import Schedule
from congso.foundation.casework.models import Case, CaseExtension, CasePause, PauseKind


def schedule_of(unit_id: int, at: datetime) -> Schedule:
    """The working hours of a unit."""
    return schedule_for(unit_id, clock.local(at).date())


def _spans(pauses: Sequence[CasePause]) -> list[Pause]:
    return [Pause(row.started_at, row.ended_at, str(PauseKind(row.kind).label)) for row in pauses]


def case_due(case: Case) -> Due | None:
    """The case's due time with its explanation; None when no limit was set."""
    if case.limit_amount is None:
        return None
    limit = TimeLimit(case.limit_amount, TimeUnit(case.limit_unit), cutoff=case.limit_cutoff)
    rows = CasePause.objects.filter(case_id=case.pk).exclude(ended_at__lte=case.opened_at)
    pauses = _spans(list(rows))
    extensions = [Extension(granted_at=row.at, new_due=row.new_due_at, reason=row.reason)
                  for row in CaseExtension.objects.filter(case_id=case.pk)]  # fmt: skip
    schedule = schedule_of(case.receiving_unit_id, case.opened_at)
    return due(schedule, case.opened_at, limit, pauses=pauses, extensions=extensions)


def step_due(unit_id: int, entered_at: datetime, allotted_minutes: int) -> datetime | None:
    """When a step should be done; None when it is not counted."""
    if not allotted_minutes:
        return None
    return schedule_of(unit_id, entered_at).add_minutes(entered_at, allotted_minutes)


def used_minutes(unit_id: int, start: datetime, end: datetime, pauses: Sequence[CasePause] = ()) -> int:
    """Working minutes that a unit had a case in hand, pauses left out."""
    return used_working_minutes(schedule_of(unit_id, start), start, end, _spans(pauses))
