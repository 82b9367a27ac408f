"""Fill an empty calendar with the shipped holidays and standard hours (first start, `congso` demonstration)."""

from __future__ import annotations

from datetime import date, time

from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.holidays import HolidayRow, shipped_holidays
from congso.foundation.calendar.models import CalendarDay, DayEffect, DayKind, DayStatus, WorkingHours
from congso.foundation.calendar.policies import require_can_manage
from congso.foundation.calendar.standard import STANDARD_HOURS
from congso.foundation.calendar.working_time import FIRST_DAY
from congso.foundation.orgs import epoch

_KINDS = {
    "ngay_le": DayKind.HOLIDAY,
    "nghi_bu": DayKind.COMPENSATION,
    "nghi_hoan_doi": DayKind.SWAP_OFF,
    "lam_bu": DayKind.SWAP_WORK,
}


def _day(row: HolidayRow) -> CalendarDay:
    return CalendarDay(
        day=row.day, kind=_KINDS[row.kind], effect=DayEffect.WORK if row.works else DayEffect.OFF, name=row.name,
        swapped_with=row.swapped_with, source=row.source,
        status=DayStatus.UNVERIFIED if "unverified" in row.status else DayStatus.CONFIRMED,
    )  # fmt: skip


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def load_calendar(*, actor: Actor) -> int:
    """Add the shipped days the province's calendar does not know yet, and standard hours if it has none.

    Days an administrator has set stay as they are. Answers how many days were added; running it twice adds none.
    """
    with write_action("calendar.load_calendar", actor=actor) as action:
        require_can_manage(actor, None)
        known: set[date] = set(CalendarDay.objects.filter(unit__isnull=True).values_list("day", flat=True))
        days = CalendarDay.objects.bulk_create(
            _day(row) for row in shipped_holidays() if row.day not in known
        )
        hours = 0
        if not WorkingHours.objects.filter(unit__isnull=True).exists():
            hours = len(
                WorkingHours.objects.bulk_create(
                    WorkingHours(
                        weekday=each.weekday,
                        start=_time(each.start),
                        end=_time(each.end),
                        valid_from=FIRST_DAY,
                    )
                    for each in STANDARD_HOURS
                )
            )
        action.record(("calendar.calendarday", "shipped"), days_added=len(days), hours_added=hours)
        if days or hours:
            epoch.bump()
    return len(days)
