"""Working time: days, hours, swaps, layers of hours, and the edges of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from congso.foundation.calendar.deadlines import Pause, TimeLimit, TimeUnit, step_due, used_working_minutes
from congso.foundation.calendar.holidays import shipped_holidays
from congso.foundation.calendar.limits import Extension, InvalidExtension, InvalidPause, InvalidTimeLimit
from congso.foundation.calendar.tests.conftest import moment
from congso.foundation.calendar.working_time import (
    Hours,
    NoWorkingTime,
    OutsideCalendar,
    Schedule,
    SpecialDay,
)


def test_every_shipped_day_does_what_its_line_says(schedule: Schedule) -> None:
    rows = shipped_holidays()

    assert len(rows) == 61
    for row in rows:
        assert schedule.is_working_day(row.day) is row.works, row


def test_years_have_the_working_days_counted_on_a_wall_calendar(schedule: Schedule) -> None:
    # 2026 has 261 weekdays; off: 1/1, 2/1, 5 for Tết, 27/4, 30/4, 1/5, 31/8, 1/9, 2/9, 24/11 = 14; worked: 10/1, 22/8.
    assert schedule.working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 261 - 14 + 2


def test_counting_back_five_working_days(schedule: Schedule) -> None:
    assert schedule.add_working_days(date(2026, 3, 9), -5) == date(2026, 3, 2)
    assert schedule.add_working_days(date(2026, 2, 23), -1) == date(2026, 2, 13)
    assert schedule.add_working_days(date(2026, 3, 7), 0) == date(2026, 3, 9)


def test_a_worked_saturday_keeps_the_hours_of_the_day_it_replaces() -> None:
    hours = [Hours(0, 420, 600), *(Hours(weekday, 480, 1020) for weekday in range(1, 5))]
    swap = [SpecialDay(date(2026, 8, 31), works=False), SpecialDay(date(2026, 8, 22), works=True, hours_of=0)]
    schedule = Schedule(hours, swap)

    assert schedule.minutes_between(moment("2026-08-22 00:00"), moment("2026-08-23 00:00")) == 180
    assert schedule.standard_day == 540


def test_hours_change_on_their_day() -> None:
    winter = [Hours(weekday, 450, 1020, valid_to=date(2026, 4, 1)) for weekday in range(5)]
    summer = [Hours(weekday, 420, 960, valid_from=date(2026, 4, 1)) for weekday in range(5)]
    schedule = Schedule([*winter, *summer])

    assert schedule.next_working_moment(moment("2026-03-31 05:00")) == moment("2026-03-31 07:30")
    assert schedule.next_working_moment(moment("2026-04-01 05:00")) == moment("2026-04-01 07:00")


def test_a_units_own_hours_replace_the_provinces_while_they_hold() -> None:
    province = [Hours(weekday, 420, 1020) for weekday in range(5)]
    own = [Hours(0, 480, 720, date(2026, 3, 9), date(2026, 3, 16))]
    schedule = Schedule(own, otherwise=[province])

    assert schedule.is_working_day(date(2026, 3, 6)), "before: the province's week"
    assert schedule.next_working_moment(moment("2026-03-09 05:00")) == moment("2026-03-09 08:00")
    assert not schedule.is_working_day(date(2026, 3, 10)), "its own week has Mondays only"
    assert schedule.is_working_day(date(2026, 3, 17)), "after: the province's week again"


def test_other_zones_are_read_in_vietnamese_time(schedule: Schedule) -> None:
    one_utc = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    assert schedule.next_working_moment(one_utc) == moment("2026-03-02 08:00")
    with pytest.raises(ValueError, match="aware"):
        schedule.next_working_moment(datetime(2026, 3, 2, 8, 0))  # noqa: DTZ001


def test_seconds_do_not_count(schedule: Schedule) -> None:
    assert schedule.is_working_time(moment("2026-03-02 17:00") + timedelta(seconds=59))
    assert not schedule.is_working_time(moment("2026-03-02 17:01"))


def test_what_the_calendar_does_not_reach_is_refused_not_guessed(schedule: Schedule) -> None:
    with pytest.raises(OutsideCalendar):
        schedule.is_working_day(date(2009, 12, 31))
    with pytest.raises(OutsideCalendar):
        schedule.add_working_days(date(2045, 12, 29), 5)
    with pytest.raises(OutsideCalendar):
        schedule.add_minutes(moment("2045-12-29 16:00"), 600)
    with pytest.raises(NoWorkingTime):
        Schedule([])


@pytest.mark.parametrize(
    ("amount", "unit"), [("-1", TimeUnit.DAYS), ("0.3", TimeUnit.MONTHS), ("NaN", TimeUnit.HOURS)]
)
def test_impossible_limits_are_refused(amount: str, unit: TimeUnit) -> None:
    with pytest.raises(InvalidTimeLimit):
        TimeLimit(amount, unit)


def test_a_limit_read_from_a_table_is_the_same_limit() -> None:
    assert TimeLimit("3.00", "working_day") == TimeLimit(3, TimeUnit.WORKING_DAYS)


def test_impossible_pauses_and_extensions_are_refused() -> None:
    with pytest.raises(InvalidPause):
        Pause(moment("2026-03-03 08:00"), moment("2026-03-02 08:00"))
    with pytest.raises(InvalidExtension):
        Extension(moment("2026-03-03 08:00"))
    with pytest.raises(InvalidExtension):
        Extension(moment("2026-03-03 08:00"), TimeLimit(1, TimeUnit.DAYS), date(2026, 3, 9))


def test_a_step_of_half_a_day_is_four_hours_from_the_hand_over(schedule: Schedule) -> None:
    half, two = TimeLimit("0.5", TimeUnit.WORKING_DAYS), TimeLimit(2, TimeUnit.WORKING_DAYS)

    assert step_due(schedule, moment("2026-03-02 15:00"), half).at == moment("2026-03-03 09:00")
    assert step_due(schedule, moment("2026-03-02 15:00"), two).at == moment("2026-03-04 15:00")
    assert step_due(schedule, moment("2026-03-06 16:00"), TimeLimit(4, TimeUnit.HOURS)).at == moment(
        "2026-03-09 10:00"
    )


def test_time_used_leaves_the_pauses_out(schedule: Schedule) -> None:
    start, end = moment("2026-03-02 08:00"), moment("2026-03-03 10:00")
    pause = Pause(moment("2026-03-02 10:00"), moment("2026-03-02 15:00"))

    assert used_working_minutes(schedule, start, end) == 10 * 60
    assert used_working_minutes(schedule, start, end, [pause]) == 7 * 60
    assert used_working_minutes(schedule, start, end, [Pause(moment("2026-03-02 16:00"), None)]) == 6 * 60 + 0
    assert used_working_minutes(schedule, end, start) == 0
