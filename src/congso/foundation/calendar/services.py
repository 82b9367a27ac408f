"""Change the office's calendar: days off, swapped days, weekly hours.

Every change moves the reference epoch (all processes forget their schedules); promises already given
stand (ADR 11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from django.db.models import Q

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.errors import DayAlreadySet, InvalidHours, InvalidSwap
from congso.foundation.calendar.models import CalendarDay, DayEffect, DayKind, WorkingHours
from congso.foundation.calendar.policies import require_can_manage
from congso.foundation.calendar.queries import owned_by, schedule_for
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import ReferenceEpoch


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """One half-day of the week as the administrator types it."""

    weekday: int
    start: time
    end: time


def _take_turn() -> None:
    """Let one change of the calendar happen at a time: the next one then sees what this one did."""
    list(ReferenceEpoch.objects.select_for_update().filter(pk=1))


def _require_free(day: date, unit_id: int | None) -> None:
    taken = CalendarDay.objects.filter(owned_by(unit_id), day=day).first()
    if taken is not None:
        raise DayAlreadySet(day=f"{day:%d/%m/%Y}", name=taken.name)


def add_day_off(
    *,
    actor: Actor,
    day: date,
    name: str,
    source: str,
    kind: DayKind = DayKind.HOLIDAY,
    unit_id: int | None = None,
) -> CalendarDay:
    """Close the office on a day: a holiday of the province, or a unit's own closing day (ngày nghỉ).

    Raises DayAlreadySet when that calendar already names the day.
    """
    with write_action("calendar.add_day_off", actor=actor) as action:
        require_can_manage(actor, unit_id)
        _take_turn()
        _require_free(day, unit_id)
        if kind == DayKind.SWAP_WORK:
            raise InvalidSwap
        row = CalendarDay.objects.create(
            day=day, unit_id=unit_id, kind=kind, effect=DayEffect.OFF, name=name, source=source
        )
        action.record(row, day=day, name=name, kind=kind, unit_id=unit_id, source=source)
        epoch.bump()
    return row


def add_swap(
    *, actor: Actor, day_off: date, worked_instead: date, name: str, source: str, unit_id: int | None = None
) -> tuple[CalendarDay, CalendarDay]:
    """Exchange a working day for a weekly day off (hoán đổi ngày làm việc); the latter keeps the former's hours.

    Raises InvalidSwap when the one is no working day or the other already is.
    """
    with write_action("calendar.add_swap", actor=actor) as action:
        require_can_manage(actor, unit_id)
        _take_turn()
        _require_free(day_off, unit_id)
        _require_free(worked_instead, unit_id)
        schedule = schedule_for(unit_id, day_off)
        if not schedule.is_working_day(day_off) or schedule.is_working_day(worked_instead):
            raise InvalidSwap
        off = CalendarDay.objects.create(
            day=day_off, unit_id=unit_id, kind=DayKind.SWAP_OFF, effect=DayEffect.OFF, name=name, source=source,
            swapped_with=worked_instead,
        )  # fmt: skip
        work = CalendarDay.objects.create(
            day=worked_instead, unit_id=unit_id, kind=DayKind.SWAP_WORK, effect=DayEffect.WORK, name=name,
            source=source, swapped_with=day_off,
        )  # fmt: skip
        action.record(off, day_off=day_off, worked_instead=worked_instead, unit_id=unit_id, source=source)
        epoch.bump()
    return off, work


def remove_day(*, actor: Actor, day_id: int) -> list[date]:
    """Take a day out of the calendar, with the other half of its swap; answers the dates that became ordinary."""
    with write_action("calendar.remove_day", actor=actor) as action:
        row = CalendarDay.objects.select_for_update().filter(pk=day_id).first()
        if row is None:
            raise NotVisible
        require_can_manage(actor, row.unit_id)
        other = Q(day=row.swapped_with, swapped_with=row.day, unit_id=row.unit_id)
        both = [row, *CalendarDay.objects.filter(other)] if row.swapped_with else [row]
        days = sorted(each.day for each in both)
        for each in both:
            action.record(each, removed=each.day, name=each.name, unit_id=each.unit_id)
        CalendarDay.objects.filter(pk__in=[each.pk for each in both]).delete()
        epoch.bump()
    return days


def _require_sound(hours: Sequence[WeeklyHours], unit_id: int | None) -> None:
    ordered = sorted(hours, key=lambda each: (each.weekday, each.start))
    sound = all(0 <= each.weekday <= 6 and each.start < each.end for each in ordered)
    apart = all(one.weekday != other.weekday or one.end <= other.start for one, other in pairwise(ordered))
    if not sound or not apart or (not hours and unit_id is None):
        raise InvalidHours


def set_hours(
    *, actor: Actor, hours: Sequence[WeeklyHours], valid_from: date, unit_id: int | None = None
) -> list[WorkingHours]:
    """Set the weekly hours from a day on (giờ làm việc); what held before stays for the days before.

    Later changes already planned for that calendar are replaced. A unit with no hours of its own follows the
    province again. Raises InvalidHours for overlaps, and when the province would be left without any.
    """
    with write_action("calendar.set_hours", actor=actor) as action:
        require_can_manage(actor, unit_id)
        _take_turn()
        _require_sound(hours, unit_id)
        own = WorkingHours.objects.filter(owned_by(unit_id))
        replaced = own.filter(valid_from__gte=valid_from).delete()[0]
        ended = own.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)).update(valid_to=valid_from)
        rows = WorkingHours.objects.bulk_create(
            WorkingHours(
                unit_id=unit_id, weekday=each.weekday, start=each.start, end=each.end, valid_from=valid_from
            )
            for each in hours
        )
        action.record(
            ("calendar.workinghours", unit_id or "province"), valid_from=valid_from, ended=ended, replaced=replaced,
            hours=[f"{each.weekday} {each.start:%H:%M}-{each.end:%H:%M}" for each in hours],
        )  # fmt: skip
        epoch.bump()
    return rows
