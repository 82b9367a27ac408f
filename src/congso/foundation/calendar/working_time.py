"""Working time as arithmetic: which minutes the office is open, forwards and backwards.

A ``Schedule`` is built once from weekly hours and special days, lays every open span of its window on one
axis of minutes (local time of Vietnam, no summer time) and then answers by look-up. No database here.

Two conventions: times count in whole minutes, as the receipt prints them (giờ, phút), and the closing minute
belongs to the working day (17:00 is still received today, 17:01 is not).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from congso.core.clock import VIETNAM
from congso.core.errors import InvalidInput

DAY = 24 * 60
FIRST_DAY = date(2010, 1, 1)
LAST_DAY = date(2045, 12, 31)
_ORIGIN = datetime(1, 1, 1, tzinfo=VIETNAM)


class OutsideCalendar(InvalidInput):
    """A date lies where the office's calendar does not reach."""

    code = "outside_calendar"
    message = _("Ngày %(day)s nằm ngoài lịch làm việc của hệ thống.")


class NoWorkingTime(InvalidInput):
    """Weekly hours leave no working minute at all."""

    code = "no_working_time"
    message = _("Lịch làm việc phải có ít nhất một buổi làm việc trong tuần.")


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of working time in a week (buổi làm việc), in minutes of the day, while it is in force."""

    weekday: int
    """0 Monday … 6 Sunday."""
    start: int
    end: int
    valid_from: date | None = None
    valid_to: date | None = None
    """First day on which the hours no longer hold."""

    def applies(self, day: date) -> bool:
        """Whether these hours are in force on that day."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day unlike its weekday: a day off, or a Saturday worked in exchange (ngày làm việc hoán đổi)."""

    day: date
    works: bool
    name: str = ""
    hours_of: int | None = None
    """Weekday whose hours a swapped working day keeps (0 Monday)."""


def to_minute(moment: datetime) -> int:
    """The minute of an aware moment on the axis; seconds are dropped."""
    zone = moment.tzinfo
    if zone is not VIETNAM:
        if zone is None:
            raise ValueError("working time needs an aware datetime")
        moment = moment.astimezone(VIETNAM)
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute


def to_datetime(minute: int) -> datetime:
    """The moment at a minute of the axis."""
    return _ORIGIN + timedelta(minutes=minute - DAY)


def _shown(minute: int) -> str:
    return f"{to_datetime(minute):%d/%m/%Y}"


class _Week:
    """One layer of weekly hours: a unit's own, or the province's under it."""

    def __init__(self, hours: Sequence[Hours]) -> None:
        self.hours = hours
        self.undated = bool(hours) and all(
            each.valid_from is None and each.valid_to is None for each in hours
        )
        self.by_weekday = [
            sorted((each for each in hours if each.weekday == weekday), key=lambda each: each.start)
            for weekday in range(7)
        ]

    def holds(self, day: date) -> bool:
        """Whether this layer says anything about the week of that day."""
        return self.undated or any(each.applies(day) for each in self.hours)

    def spans(self, day: date, weekday: int) -> list[tuple[int, int]]:
        """The open spans of a day that keeps the hours of ``weekday``."""
        midnight = day.toordinal() * DAY
        found = self.by_weekday[weekday]
        return [(midnight + each.start, midnight + each.end) for each in found if each.applies(day)]


def _spans_of_day(ordinal: int, weeks: Sequence[_Week], special: SpecialDay | None) -> list[tuple[int, int]]:
    """The open spans of one day: none on a day off; a worked day off keeps the swapped day's (else Monday's) hours."""
    if special is not None and not special.works:
        return []
    day = date.fromordinal(ordinal)
    week = next((each for each in weeks if each.holds(day)), None)
    if week is None:
        return []
    if special is None:
        return week.spans(day, day.weekday())
    kept = day.weekday() if special.hours_of is None else special.hours_of
    return week.spans(day, kept) or week.spans(day, 0)


class Schedule:
    """The working time of one unit over a window of years; immutable, safe to share between threads.

    ``hours`` hold on days for which they are in force; on other days the first of ``otherwise`` that is.
    """

    __slots__ = ("_before", "_close", "_ends", "_first", "_names", "_open", "_size", "_span_of", "_starts", "_until",
                 "_work_no", "_works", "standard_day")  # fmt: skip

    def __init__(
        self,
        hours: Sequence[Hours],
        days: Iterable[SpecialDay] = (),
        *,
        otherwise: Sequence[Sequence[Hours]] = (),
        first: date = FIRST_DAY,
        last: date = LAST_DAY,
    ) -> None:
        self._first = first.toordinal()
        self._size = last.toordinal() - self._first + 1
        special = {each.day.toordinal(): each for each in days}
        self._names = {ordinal: each.name for ordinal, each in special.items()}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before = [0]
        """Working minutes of the window before each span; one entry more than spans."""
        self._span_of: list[int] = []
        """First span of a day or of the days after it."""
        self._open: list[int] = []
        self._close: list[int] = []
        self._works: list[int] = []
        """Ordinals of the working days, in order."""
        self._work_no: list[int] = []
        """Number of working days before each day of the window; one entry more than days."""
        self._lay_out([_Week(hours), *map(_Week, otherwise)], special)
        self._until = self._before[1:]
        if not self._works:
            raise NoWorkingTime
        lengths = Counter(self._worked_on(ordinal) for ordinal in self._works)
        self.standard_day = max(lengths, key=lambda length: (lengths[length], length))
        """Minutes of an ordinary working day; half of it is half a day (nửa ngày làm việc)."""

    def _lay_out(self, weeks: list[_Week], special: dict[int, SpecialDay]) -> None:
        for ordinal in range(self._first, self._first + self._size):
            spans = _spans_of_day(ordinal, weeks, special.get(ordinal))
            self._work_no.append(len(self._works))
            self._span_of.append(len(self._starts))
            self._open.append(spans[0][0] if spans else 0)
            self._close.append(spans[-1][1] if spans else 0)
            if spans:
                self._works.append(ordinal)
            for start, end in spans:
                self._starts.append(start)
                self._ends.append(end)
                self._before.append(self._before[-1] + end - start)
        self._work_no.append(len(self._works))
        self._span_of.append(len(self._starts))

    def _worked_on(self, ordinal: int) -> int:
        place = ordinal - self._first
        return self._before[self._span_of[place + 1]] - self._before[self._span_of[place]]

    def _place(self, ordinal: int) -> int:
        place = ordinal - self._first
        if 0 <= place < self._size:
            return place
        raise OutsideCalendar(day=_shown(ordinal * DAY))

    # On the axis of minutes: what the calculator uses.

    def worked_until(self, minute: int) -> int:
        """Working minutes from the window's beginning to ``minute``."""
        span = self._span_of[self._place(minute // DAY)]
        while span < len(self._ends) and self._ends[span] <= minute:
            span += 1
        if span == len(self._ends) or self._starts[span] >= minute:
            return self._before[span]
        return self._before[span] + minute - self._starts[span]

    def advance(self, minute: int, working: int) -> int:
        """The minute at which ``working`` working minutes have passed since ``minute``."""
        if working <= 0:
            return minute
        target = self.worked_until(minute) + working
        span = bisect_left(self._until, target)
        if span == len(self._until):
            raise OutsideCalendar(day=_shown((self._first + self._size) * DAY))
        return self._starts[span] + target - self._before[span]

    def elapsed(self, start: int, end: int) -> int:
        """Working minutes between two minutes; 0 when ``end`` does not lie after ``start``."""
        return max(self.worked_until(end) - self.worked_until(start), 0)

    def at_work(self, minute: int) -> int:
        """``minute`` itself when the office is open (closing minute included), else the next opening."""
        place = self._place(minute // DAY)
        if self._open[place] <= minute <= self._close[place]:
            span = self._span_of[place]
            while self._ends[span] < minute:
                span += 1
            return max(minute, self._starts[span])
        if minute < self._open[place]:
            return self._open[place]
        return self.open_of(self.working_day(minute // DAY, 1))

    def working_day(self, ordinal: int, count: int) -> int:
        """The ``count``-th working day after a day (before it when negative); 0: that day or the next one."""
        place = self._place(ordinal)
        number = self._work_no[place + 1] + count - 1 if count > 0 else self._work_no[place] + count
        if 0 <= number < len(self._works):
            return self._works[number]
        raise OutsideCalendar(day=_shown(ordinal * DAY))

    def open_of(self, ordinal: int) -> int:
        """The opening minute of a working day."""
        return self._open[self._place(ordinal)]

    def spans_of(self, day: date) -> tuple[int, list[tuple[int, int]]]:
        """Working minutes of the window before a day, and the day's open spans in minutes of the day; for sums in the database."""
        place, midnight = self._place(day.toordinal()), day.toordinal() * DAY
        first, behind = self._span_of[place], self._span_of[place + 1]
        spans = zip(self._starts[first:behind], self._ends[first:behind], strict=True)
        return self._before[first], [(start - midnight, end - midnight) for start, end in spans]

    def close_of(self, ordinal: int) -> int:
        """The closing minute of a working day."""
        return self._close[self._place(ordinal)]

    # In dates and moments: what everybody else uses.

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on that day (ngày làm việc)."""
        place = self._place(day.toordinal())
        return self._work_no[place + 1] > self._work_no[place]

    def is_working_time(self, moment: datetime) -> bool:
        """Whether the office is open at that moment, closing minute included."""
        minute = to_minute(moment)
        return self.at_work(minute) == minute

    def next_working_moment(self, moment: datetime) -> datetime:
        """The moment itself when the office is open, else the next opening."""
        return to_datetime(self.at_work(to_minute(moment)))

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; before it when negative; 0: ``day`` or the next one."""
        return date.fromordinal(self.working_day(day.toordinal(), count))

    def working_days_between(self, after: date, until: date) -> int:
        """Working days after ``after`` up to and including ``until``; negative when the order is reversed."""
        later, earlier = self._place(until.toordinal()), self._place(after.toordinal())
        return self._work_no[later + 1] - self._work_no[earlier + 1]

    def add_minutes(self, moment: datetime, minutes: int) -> datetime:
        """The moment at which that many working minutes have passed; a full day ends at its closing time."""
        return to_datetime(self.advance(to_minute(moment), minutes))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Working minutes from ``start`` to ``end``; 0 when ``end`` does not lie after ``start``."""
        return self.elapsed(to_minute(start), to_minute(end))

    def name_of(self, day: date) -> str:
        """Why a day is special ("Quốc khánh"); empty for ordinary days."""
        return self._names.get(day.toordinal(), "")

    def days_off(self, after: date, until: date) -> list[date]:
        """Named days off (holidays, closings) after ``after`` up to and including ``until``."""
        return [
            date.fromordinal(ordinal)
            for ordinal in sorted(self._names)
            if after.toordinal() < ordinal <= until.toordinal() and not self._close[self._place(ordinal)]
        ]
