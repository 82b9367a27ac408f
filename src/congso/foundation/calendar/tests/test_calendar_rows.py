"""The administrator's calendar: loaded, changed, remembered and forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest
from django.db import connection
from pytest_django.asserts import assertNumQueries

from congso.core.actors import Actor, system_actor
from congso.core.errors import NotAllowed, NotVisible
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.calendar.bench import bench_deadline
from congso.foundation.calendar.errors import DayAlreadySet, InvalidHours, InvalidSwap
from congso.foundation.calendar.loading import load_calendar
from congso.foundation.calendar.models import CalendarDay, DayKind, DayStatus, WorkingHours
from congso.foundation.calendar.queries import calendar_days, schedule_for, working_hours
from congso.foundation.calendar.services import WeeklyHours, add_day_off, add_swap, remove_day, set_hours
from congso.foundation.calendar.tests.conftest import moment
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Unit, UnitName, UnitParent

pytestmark = pytest.mark.django_db
ADMIN = system_actor("quản trị lịch")
MONDAY = date(2026, 12, 7)
START = date(2025, 7, 1)


def make_unit(kind: str, name: str, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(kind=kind, valid_from=START)
    UnitName.objects.create(unit=unit, name=name, valid_from=START)
    if parent is not None:
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=START)
    return unit


def limited_actor(*units: int) -> Actor:
    return Actor(account_id=7, name="Chánh Văn phòng", grants={"calendar.manage": frozenset(units)})


def test_an_empty_installation_has_standard_hours_and_the_shipped_holidays() -> None:
    schedule = schedule_for(None)

    assert not schedule.is_working_day(date(2026, 11, 24))
    assert schedule.is_working_day(date(2026, 8, 22))
    assert schedule.standard_day == 480


def test_loading_twice_adds_once_and_keeps_what_the_administrator_set() -> None:
    add_day_off(actor=ADMIN, day=date(2026, 11, 24), name="Đã sửa", source="Thông báo 1")

    assert load_calendar(actor=ADMIN) == 60
    assert load_calendar(actor=ADMIN) == 0
    assert CalendarDay.objects.get(day=date(2026, 11, 24)).name == "Đã sửa"
    assert CalendarDay.objects.get(day=date(2026, 1, 2)).status == DayStatus.UNVERIFIED
    assert WorkingHours.objects.count() == 10
    assert schedule_for(None).is_working_day(date(2026, 8, 22))


def test_a_new_day_off_holds_at_once_and_its_removal_too() -> None:
    load_calendar(actor=ADMIN)
    assert schedule_for(None).is_working_day(MONDAY)

    row = add_day_off(actor=ADMIN, day=MONDAY, name="Nghỉ bão", source="Công điện 05")
    assert not schedule_for(None).is_working_day(MONDAY)
    assert schedule_for(None).name_of(MONDAY) == "Nghỉ bão"

    assert remove_day(actor=ADMIN, day_id=row.pk) == [MONDAY]
    assert schedule_for(None).is_working_day(MONDAY)
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert {"calendar.load_calendar", "calendar.add_day_off", "calendar.remove_day"} == set(actions)


def test_the_same_day_twice_is_refused_and_logged() -> None:
    add_day_off(actor=ADMIN, day=MONDAY, name="Nghỉ bão", source="Công điện 05")

    with pytest.raises(DayAlreadySet, match="07/12/2026"):
        add_day_off(actor=ADMIN, day=MONDAY, name="Lần nữa", source="?")

    assert CalendarDay.objects.get().name == "Nghỉ bão"
    assert AuditEntry.objects.filter(outcome=Outcome.REFUSED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_closing_the_same_day_at_once_close_it_once() -> None:
    epoch.bump()  # the reference data exists, as after the first start

    def close(name: str) -> str:
        try:
            add_day_off(actor=system_actor(name), day=MONDAY, name=name, source="Công điện 05")
        except DayAlreadySet:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(close, ["một", "hai"]))

    assert outcomes == ["done", "refused"]
    assert CalendarDay.objects.count() == 1


def test_a_swap_is_two_days_that_come_and_go_together() -> None:
    load_calendar(actor=ADMIN)
    saturday = date(2026, 12, 12)
    off, _work = add_swap(
        actor=ADMIN, day_off=MONDAY, worked_instead=saturday, name="Hoán đổi", source="Thông báo 2"
    )
    schedule = schedule_for(None)
    assert (schedule.is_working_day(MONDAY), schedule.is_working_day(saturday)) == (False, True)

    assert remove_day(actor=ADMIN, day_id=off.pk) == [MONDAY, saturday]
    schedule = schedule_for(None)
    assert (schedule.is_working_day(MONDAY), schedule.is_working_day(saturday)) == (True, False)


def test_only_a_working_day_can_be_swapped_with_a_day_off() -> None:
    with pytest.raises(InvalidSwap):
        add_swap(
            actor=ADMIN, day_off=date(2026, 12, 12), worked_instead=date(2026, 12, 13), name="x", source="x"
        )
    with pytest.raises(InvalidSwap):
        add_swap(actor=ADMIN, day_off=MONDAY, worked_instead=date(2026, 12, 8), name="x", source="x")

    assert not CalendarDay.objects.exists()


def test_a_commune_closes_alone_and_its_division_with_it() -> None:
    load_calendar(actor=ADMIN)
    province = make_unit("province", "UBND tỉnh")
    commune, other = (
        make_unit("commune", "UBND phường A", province),
        make_unit("commune", "UBND phường B", province),
    )
    division = make_unit("division", "Phòng Văn hóa", commune)
    add_day_off(
        actor=ADMIN, day=MONDAY, name="Cắt điện", source="TB", kind=DayKind.CLOSING, unit_id=commune.pk
    )

    assert not schedule_for(commune.pk, MONDAY).is_working_day(MONDAY)
    assert not schedule_for(division.pk, MONDAY).is_working_day(MONDAY)
    assert schedule_for(other.pk, MONDAY).is_working_day(MONDAY)
    assert schedule_for(None).is_working_day(MONDAY)


def test_the_provinces_own_building_closing_does_not_close_the_communes() -> None:
    load_calendar(actor=ADMIN)
    province = make_unit("province", "UBND tỉnh")
    commune = make_unit("commune", "UBND phường A", province)
    add_day_off(
        actor=ADMIN, day=MONDAY, name="Sửa trụ sở", source="TB", kind=DayKind.CLOSING, unit_id=province.pk
    )

    assert not schedule_for(province.pk, MONDAY).is_working_day(MONDAY)
    assert schedule_for(commune.pk, MONDAY).is_working_day(MONDAY)


def test_a_unit_keeps_its_own_hours_from_their_day_and_the_provinces_before() -> None:
    load_calendar(actor=ADMIN)
    commune = make_unit("commune", "UBND phường A")
    own = [WeeklyHours(weekday, time(8), time(12)) for weekday in range(5)]
    set_hours(actor=ADMIN, hours=own, valid_from=MONDAY, unit_id=commune.pk)

    schedule = schedule_for(commune.pk, MONDAY)
    assert schedule.minutes_between(moment("2026-12-04 00:00"), moment("2026-12-05 00:00")) == 480
    assert schedule.minutes_between(moment("2026-12-07 00:00"), moment("2026-12-08 00:00")) == 240
    assert working_hours(viewer=ADMIN, unit_id=commune.pk, on=MONDAY).count() == 5

    set_hours(actor=ADMIN, hours=[], valid_from=date(2026, 12, 9), unit_id=commune.pk)
    schedule = schedule_for(commune.pk, MONDAY)
    assert schedule.minutes_between(moment("2026-12-08 00:00"), moment("2026-12-09 00:00")) == 240
    assert schedule.minutes_between(moment("2026-12-09 00:00"), moment("2026-12-10 00:00")) == 480


@pytest.mark.parametrize(
    "hours",
    [
        [],
        [WeeklyHours(0, time(8), time(8))],
        [WeeklyHours(0, time(8), time(12)), WeeklyHours(0, time(11), time(15))],
        [WeeklyHours(7, time(8), time(12))],
    ],
)
def test_unsound_hours_are_refused(hours: list[WeeklyHours]) -> None:
    load_calendar(actor=ADMIN)

    with pytest.raises(InvalidHours):
        set_hours(actor=ADMIN, hours=hours, valid_from=MONDAY)

    assert not WorkingHours.objects.filter(valid_to__isnull=False).exists()


def test_a_units_manager_may_change_its_own_calendar_only() -> None:
    commune, other = make_unit("commune", "UBND phường A"), make_unit("commune", "UBND phường B")
    manager = limited_actor(commune.pk)
    row = add_day_off(
        actor=manager, day=MONDAY, name="Nghỉ", source="TB", kind=DayKind.CLOSING, unit_id=commune.pk
    )

    for unit_id in (None, other.pk):
        with pytest.raises(NotAllowed):
            add_day_off(actor=manager, day=MONDAY, name="Nghỉ", source="TB", unit_id=unit_id)
    with pytest.raises(NotAllowed):
        remove_day(actor=limited_actor(other.pk), day_id=row.pk)
    with pytest.raises(NotVisible):
        remove_day(actor=manager, day_id=0)
    assert CalendarDay.objects.count() == 1


def test_a_schedule_already_known_costs_no_query_inside_a_request() -> None:
    load_calendar(actor=ADMIN)
    commune = make_unit("commune", "UBND phường A")
    add_day_off(actor=ADMIN, day=MONDAY, name="Nghỉ", source="TB", kind=DayKind.CLOSING, unit_id=commune.pk)
    epoch.know(epoch.current())
    first = schedule_for(commune.pk, MONDAY)

    with assertNumQueries(0):
        assert schedule_for(commune.pk, MONDAY) is first


def test_the_list_of_a_year_is_one_query() -> None:
    load_calendar(actor=ADMIN)

    with assertNumQueries(1):
        rows = list(calendar_days(viewer=ADMIN, year=2026))
    assert len(rows) == 17
    assert str(rows[0]) == "01/01/2026 Tết Dương lịch"


def test_the_benchmark_counts_what_it_was_asked_for() -> None:
    found = bench_deadline(500)

    assert found["dues"] == 500
    assert found["dues_per_second"] > 0
