"""Which working time holds for a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache

from django.db.models import Q, QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.calendar.holidays import shipped_holidays
from congso.foundation.calendar.models import CalendarDay, DayEffect, WorkingHours
from congso.foundation.calendar.policies import visible_to
from congso.foundation.calendar.standard import STANDARD_HOURS
from congso.foundation.calendar.working_time import Hours, Schedule, SpecialDay
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree

Owner = int | None


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _hours(row: WorkingHours) -> Hours:
    return Hours(row.weekday, _minutes(row.start), _minutes(row.end), row.valid_from, row.valid_to)


def _special(row: CalendarDay) -> SpecialDay:
    works = row.effect == DayEffect.WORK
    hours_of = row.swapped_with.weekday() if works and row.swapped_with else None
    return SpecialDay(day=row.day, works=works, name=row.name, hours_of=hours_of)


@dataclass(frozen=True)
class _Calendar:
    """Every row of the calendar by its owner (None: the province), and the schedules built from them so far."""

    hours: dict[Owner, list[Hours]]
    days: dict[Owner, list[SpecialDay]]
    built: dict[tuple[int, ...], Schedule] = field(default_factory=dict)

    @property
    def has_own_rows(self) -> bool:
        """Whether any unit differs from the province."""
        return bool((self.hours.keys() | self.days.keys()) - {None})

    def schedule(self, owners: tuple[int, ...]) -> Schedule:
        """The working time under these owners, near before far, the province last."""
        known = tuple(owner for owner in owners if owner in self.hours or owner in self.days)
        if known not in self.built:
            self.built[known] = self._build(known)
        return self.built[known]

    def _build(self, owners: tuple[int, ...]) -> Schedule:
        order: list[Owner] = [*owners, None]
        layers = [self.hours[owner] for owner in order if owner in self.hours]
        merged = {each.day: each for owner in reversed(order) for each in self.days.get(owner, [])}
        return _laid_out(tuple(map(tuple, layers)), tuple(merged.values()))


@lru_cache(maxsize=8)
def _laid_out(layers: tuple[tuple[Hours, ...], ...], days: tuple[SpecialDay, ...]) -> Schedule:
    """Laid out once for the same hours and days: other reference data change far more often than these."""
    return Schedule(layers[0], days, otherwise=layers[1:])


@remembered(largest=4)
def _calendar() -> _Calendar:
    hours: dict[Owner, list[Hours]] = {}
    for row in WorkingHours.objects.all():
        hours.setdefault(row.unit_id, []).append(_hours(row))
    days: dict[Owner, list[SpecialDay]] = {}
    for entry in CalendarDay.objects.all():
        days.setdefault(entry.unit_id, []).append(_special(entry))
    hours.setdefault(None, list(STANDARD_HOURS))
    days.setdefault(None, [row.special_day() for row in shipped_holidays()])
    return _Calendar(hours=hours, days=days)


def _within_agency(unit_id: int, on: date | None) -> Iterable[int]:
    """The unit and those above it up to its agency: a division keeps its agency's hours and closing days."""
    for node in tree(on).ancestors(unit_id):
        yield node.id
        if node.is_agency:
            return


def schedule_for(unit_id: int | None, on: date | None = None) -> Schedule:
    """The working time of a unit, as the organisation stands on a day (today when none is named).

    None is the province. Kept in this process until the reference data changes. Where nothing has been set,
    standard hours and the shipped list of holidays hold.
    """
    calendar = _calendar()
    if unit_id is None or not calendar.has_own_rows:
        return calendar.schedule(())
    return calendar.schedule(tuple(_within_agency(unit_id, on)) or (unit_id,))


def weekly_hours(unit_id: int | None, on: date | None = None) -> tuple[Hours, ...]:
    """The office hours of a usual week as the public reads them (giờ làm việc niêm yết), Monday first.

    The unit's own, else those of its agency, else the province's.
    """
    day, calendar = on or clock.today(), _calendar()
    owners: list[Owner] = [] if unit_id is None else [*_within_agency(unit_id, day)]
    for owner in [*owners, None]:
        found = [each for each in calendar.hours.get(owner, []) if each.applies(day)]
        if found:
            return tuple(sorted(found, key=lambda each: (each.weekday, each.start)))
    return ()


def owned_by(unit_id: Owner) -> Q:
    """Rows of one unit's own calendar, or of the province's (None)."""
    return Q(unit__isnull=True) if unit_id is None else Q(unit_id=unit_id)


def calendar_days(*, viewer: Actor, year: int, unit_id: int | None = None) -> QuerySet[CalendarDay]:
    """The special days of a year for the administrator's page: the province's, and those of one unit."""
    return (
        CalendarDay.objects.filter(visible_to(viewer))
        .filter(owned_by(None) | owned_by(unit_id), day__year=year)
        .order_by("day", "id")
    )


def working_hours(*, viewer: Actor, unit_id: int | None, on: date) -> QuerySet[WorkingHours]:
    """The weekly hours a unit has of its own on a day (None: the province's)."""
    return (
        WorkingHours.objects.filter(visible_to(viewer))
        .filter(owned_by(unit_id), Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)
        .order_by("weekday", "start")
    )
