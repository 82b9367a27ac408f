"""What must hold for every deadline, whatever the office hours, limit and pauses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from congso.core.clock import VIETNAM
from congso.foundation.calendar.deadlines import Pause, TimeLimit, TimeUnit, due, used_working_minutes
from congso.foundation.calendar.standard import standard_schedule
from congso.foundation.calendar.working_time import Hours, Schedule, SpecialDay

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)


def _odd_schedule() -> Schedule:
    """A unit unlike the others: short Fridays, a single stretch on Tuesdays, closed on Wednesdays, odd holidays."""
    hours = [
        Hours(0, 450, 690), Hours(0, 810, 1020), Hours(1, 480, 960), Hours(3, 420, 690), Hours(3, 780, 1050),
        Hours(4, 420, 600), Hours(5, 480, 660, valid_from=date(2026, 6, 1)),
    ]  # fmt: skip
    off = [SpecialDay(date(2026, month, 9), works=False, name="nghỉ") for month in range(1, 13)]
    return Schedule(
        hours, [*off, SpecialDay(date(2026, 5, 10), works=True, hours_of=3)], first=FIRST, last=LAST
    )


SCHEDULES = (standard_schedule(), _odd_schedule())
schedules = st.sampled_from(SCHEDULES)
moments = st.integers(0, 500 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=VIETNAM) + timedelta(minutes=minute)
)
amounts = st.sampled_from(
    [Decimal(text) for text in ("0", "0.5", "1", "1.5", "2", "3", "5", "7.25", "10", "20", "30")]
)


def _limit(amount: Decimal, unit: TimeUnit) -> TimeLimit:
    return TimeLimit(Decimal(int(amount)) if unit is TimeUnit.MONTHS else amount, unit)


limits = st.builds(_limit, amounts, st.sampled_from(TimeUnit)).filter(
    lambda limit: limit.unit is not TimeUnit.MONTHS or limit.amount <= 5
)


@st.composite
def some_pauses(draw: st.DrawFn, after: datetime, most: int = 3) -> list[Pause]:
    found = []
    for _number in range(draw(st.integers(0, most))):
        start = after + timedelta(minutes=draw(st.integers(0, 30 * 24 * 60)))
        found.append(Pause(start, start + timedelta(minutes=draw(st.integers(0, 10 * 24 * 60)))))
    return found


def _at(
    schedule: Schedule, received: datetime, limit: TimeLimit, pauses: list[Pause] | None = None
) -> datetime:
    at = due(schedule, received, limit, pauses=pauses or []).at
    assert at is not None
    return at


@given(schedules, moments, moments, limits)
def test_who_comes_later_is_never_due_earlier(
    schedule: Schedule, one: datetime, other: datetime, limit: TimeLimit
) -> None:
    first, second = sorted((one, other))

    assert _at(schedule, first, limit) <= _at(schedule, second, limit)


@given(st.data(), schedules, moments, moments, limits)
def test_the_same_later_pauses_keep_that_order(
    data: st.DataObject, schedule: Schedule, one: datetime, other: datetime, limit: TimeLimit
) -> None:
    first, second = sorted((one, other))
    assume(second - first < timedelta(days=20))
    ready = max(schedule.next_working_moment(second), second)
    pauses = data.draw(some_pauses(ready))

    assert _at(schedule, first, limit, pauses) <= _at(schedule, second, limit, pauses)


@given(st.data(), schedules, moments, limits)
def test_nothing_is_due_on_a_day_off_or_out_of_hours(
    data: st.DataObject, schedule: Schedule, received: datetime, limit: TimeLimit
) -> None:
    at = _at(schedule, received, limit, data.draw(some_pauses(received)))

    assert schedule.is_working_day(at.date())
    assert schedule.is_working_time(at)
    assert at >= received


@given(st.data(), schedules, moments, limits)
def test_a_pause_never_makes_work_due_earlier(
    data: st.DataObject, schedule: Schedule, received: datetime, limit: TimeLimit
) -> None:
    pauses = data.draw(some_pauses(received))
    more = pauses + data.draw(some_pauses(received, most=1))

    assert (
        _at(schedule, received, limit)
        <= _at(schedule, received, limit, pauses)
        <= _at(schedule, received, limit, more)
    )


@given(st.data(), schedules, moments, limits, st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_pause_written_in_two_pieces_is_the_same_pause(
    data: st.DataObject, schedule: Schedule, received: datetime, limit: TimeLimit, one: int, other: int
) -> None:
    start = received + timedelta(minutes=data.draw(st.integers(0, 20_000)))
    middle, end = start + timedelta(minutes=one), start + timedelta(minutes=one + other)
    pieces = [Pause(middle, end), Pause(start, middle)]
    overlapping = [Pause(start, middle + timedelta(minutes=1)), Pause(middle, end)]

    whole = _at(schedule, received, limit, [Pause(start, end)])
    assert _at(schedule, received, limit, pieces) == whole
    assert _at(schedule, received, limit, overlapping) == whole


@given(schedules, moments, limits, limits)
def test_a_longer_limit_of_the_same_unit_is_never_due_earlier(
    schedule: Schedule, received: datetime, one: TimeLimit, other: TimeLimit
) -> None:
    longer = TimeLimit(one.amount + int(other.amount) + 1, one.unit)
    assume(longer.amount < 60)
    assume(one.unit is not TimeUnit.MONTHS or longer.amount <= 6)
    assume(one.amount >= 1 or one.unit is TimeUnit.WORKING_DAYS)
    assume(not one.is_same_day)

    assert _at(schedule, received, one) <= _at(schedule, received, longer)


@given(schedules, moments, st.integers(0, 20_000))
def test_adding_and_then_measuring_gives_the_same_minutes(
    schedule: Schedule, start: datetime, minutes: int
) -> None:
    assert schedule.minutes_between(start, schedule.add_minutes(start, minutes)) == minutes


@given(schedules, moments, moments, moments)
def test_working_time_adds_up(schedule: Schedule, one: datetime, two: datetime, three: datetime) -> None:
    start, middle, end = sorted((one, two, three))

    whole = schedule.minutes_between(start, end)
    assert whole == schedule.minutes_between(start, middle) + schedule.minutes_between(middle, end)
    assert whole <= (end - start) / timedelta(minutes=1)


@given(schedules, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-60, 60))
def test_working_days_forward_and_back(schedule: Schedule, day: date, count: int) -> None:
    assume(count)
    found = schedule.add_working_days(day, count)

    assert schedule.is_working_day(found)
    if count > 0:
        assert schedule.working_days_between(day, found) == count
    else:
        assert schedule.working_days_between(found - timedelta(days=1), day - timedelta(days=1)) == -count


@given(st.data(), schedules, moments, st.integers(1, 4_000))
def test_an_hour_limit_leaves_exactly_its_hours_outside_the_pauses(
    data: st.DataObject, schedule: Schedule, received: datetime, minutes: int
) -> None:
    limit = TimeLimit(Decimal(minutes) / 60, TimeUnit.HOURS)
    assume(limit.minutes == minutes)
    pauses = data.draw(some_pauses(received))

    at = _at(schedule, received, limit, pauses)
    assert used_working_minutes(schedule, schedule.next_working_moment(received), at, pauses) == minutes


@given(st.data(), schedules, moments, limits)
def test_a_pause_still_open_stops_the_clock_and_closing_it_gives_the_rest_back(
    data: st.DataObject, schedule: Schedule, received: datetime, limit: TimeLimit
) -> None:
    without = _at(schedule, received, limit)
    start = schedule.next_working_moment(received) + timedelta(minutes=data.draw(st.integers(0, 3_000)))
    stopped = due(schedule, received, limit, pauses=[Pause(start, None)])
    if start >= without:
        assert stopped.at == without
        return
    assert stopped.at is None
    assert stopped.remaining_minutes == schedule.minutes_between(start, without)

    end = start + timedelta(minutes=data.draw(st.integers(0, 20_000)))
    resumed = _at(schedule, received, limit, [Pause(start, end)])
    if limit.unit in (TimeUnit.HOURS, TimeUnit.WORKING_DAYS):
        assert schedule.minutes_between(end, resumed) >= (stopped.remaining_minutes or 0)
