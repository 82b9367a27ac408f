"""Deadlines worked out by hand from the law; each line says why.

Office hours 7:00–11:30 and 13:30–17:00. 2026: Tết closes 16–20/2, Giỗ Tổ falls on Sunday 26/4 (27/4 off instead),
30/4–1/5, Saturday 22/8 is worked for Monday 31/8, then 1–2/9, Ngày Văn hóa on Tuesday 24/11.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from congso.foundation.calendar.deadlines import Extension, Pause, TimeLimit, TimeUnit, due
from congso.foundation.calendar.tests.conftest import moment
from congso.foundation.calendar.working_time import Schedule

Amount = int | str


def working(amount: Amount, cutoff: time | None = None) -> TimeLimit:
    return TimeLimit(Decimal(amount), TimeUnit.WORKING_DAYS, cutoff)


def hours(amount: Amount) -> TimeLimit:
    return TimeLimit(Decimal(amount), TimeUnit.HOURS)


def days(amount: Amount) -> TimeLimit:
    return TimeLimit(Decimal(amount), TimeUnit.DAYS)


def months(amount: Amount) -> TimeLimit:
    return TimeLimit(Decimal(amount), TimeUnit.MONTHS)


SAME_DAY = working(0)
BEFORE_15 = working(0, time(15))

WITHOUT_PAUSES = [
    # Working days: the day of receipt is not counted (Điều 147.2); due when the last day's work ends.
    ("Monday's receipt is not counted: Tuesday is day 1", "2026-03-02 08:00", working(1), "2026-03-03 17:00"),
    ("Tuesday, Wednesday, Thursday", "2026-03-02 08:00", working(3), "2026-03-05 17:00"),
    ("the weekend does not count", "2026-03-06 10:00", working(1), "2026-03-09 17:00"),
    (
        "a minute before closing is still Friday: Mon, Tue, Wed",
        "2026-03-06 16:59",
        working(3),
        "2026-03-11 17:00",
    ),
    ("online on Saturday counts as Monday's receipt", "2026-03-07 09:00", working(1), "2026-03-10 17:00"),
    ("Sunday night counts as Monday: 10, 11, 12, 13, 16", "2026-03-08 22:00", working(5), "2026-03-16 17:00"),
    ("the closing minute still belongs to Monday", "2026-03-02 17:00", working(1), "2026-03-03 17:00"),
    ("a minute after closing is Tuesday's receipt", "2026-03-02 17:01", working(1), "2026-03-04 17:00"),
    ("before opening is the same Monday at 7:00", "2026-03-02 06:30", working(1), "2026-03-03 17:00"),
    ("during lunch is the same Monday at 13:30", "2026-03-02 12:15", working(1), "2026-03-03 17:00"),
    ("Tết 16-20/2 closes the whole week", "2026-02-13 09:00", working(1), "2026-02-23 17:00"),
    ("13/2 is day 1, after Tết 23/2 is day 2", "2026-02-12 09:00", working(2), "2026-02-23 17:00"),
    ("online on mùng 1 counts as received on 23/2", "2026-02-17 10:00", working(1), "2026-02-24 17:00"),
    (
        "after closing before Tết counts as 23/2: 24, 25, 26",
        "2026-02-13 17:30",
        working(3),
        "2026-02-26 17:00",
    ),
    ("12, 13, 23-27/2, 2, 3, 4/3", "2026-02-11 09:00", working(10), "2026-03-04 17:00"),
    ("Saturday 22/8 is worked in exchange", "2026-08-21 09:00", working(1), "2026-08-22 17:00"),
    ("Saturday 22/8, then Monday 24/8", "2026-08-21 09:00", working(2), "2026-08-24 17:00"),
    ("received on the worked Saturday itself", "2026-08-22 09:00", working(1), "2026-08-24 17:00"),
    ("31/8 swapped, 1/9 and 2/9 holidays", "2026-08-28 09:00", working(1), "2026-09-03 17:00"),
    ("28/8, 3/9, 4/9", "2026-08-27 09:00", working(3), "2026-09-04 17:00"),
    ("online on the swapped 31/8 is received on 3/9", "2026-08-31 09:00", working(2), "2026-09-07 17:00"),
    ("Ngày Văn hóa 24/11 is off", "2026-11-23 08:00", working(1), "2026-11-25 17:00"),
    ("25, 26, 27, 30/11, 1/12", "2026-11-23 08:00", working(5), "2026-12-01 17:00"),
    ("Sunday evening is Monday 23/11: 25, 26, 27", "2026-11-22 20:00", working(3), "2026-11-27 17:00"),
    ("30/4, 1/5 and a weekend in between", "2026-04-29 09:00", working(1), "2026-05-04 17:00"),
    ("Giỗ Tổ on Sunday is made up on Monday 27/4", "2026-04-24 09:00", working(1), "2026-04-28 17:00"),
    ("28, 29/4, 4, 5, 6/5", "2026-04-24 09:00", working(5), "2026-05-06 17:00"),
    ("1/1 holiday, 2/1 swapped, weekend", "2025-12-31 09:00", working(1), "2026-01-05 17:00"),
    ("Saturday 10/1 is worked for 2/1", "2026-01-09 09:00", working(1), "2026-01-10 17:00"),
    ("2025: Saturday 26/4 is worked for 2/5", "2025-04-25 09:00", working(1), "2025-04-26 17:00"),
    ("2024: 29/4-1/5 off; 2/5, 3/5, worked Saturday 4/5", "2024-04-26 09:00", working(3), "2024-05-04 17:00"),
    (
        "thirty: 4+5+5+5 in March to 27/3, 5 to 3/4, 5 to 10/4, 13/4",
        "2026-03-02 08:00",
        working(30),
        "2026-04-13 17:00",
    ),
    # Same day (trong ngày), with or without the 15:00 rule of civil status.
    ("same day ends with the day's work", "2026-03-02 09:00", SAME_DAY, "2026-03-02 17:00"),
    ("no cutoff: even at 16:50 the same day", "2026-03-02 16:50", SAME_DAY, "2026-03-02 17:00"),
    ("zero hours means the same day too", "2026-03-02 09:00", hours(0), "2026-03-02 17:00"),
    ("before 15:00: same day", "2026-03-02 14:59", BEFORE_15, "2026-03-02 17:00"),
    ("15:00 sharp is not after 15:00", "2026-03-02 15:00", BEFORE_15, "2026-03-02 17:00"),
    ("after 15:00: next working day", "2026-03-02 15:01", BEFORE_15, "2026-03-03 17:00"),
    ("after 15:00 on Friday: Monday", "2026-03-06 15:30", BEFORE_15, "2026-03-09 17:00"),
    ("after 15:00 on 23/11, 24/11 off", "2026-11-23 15:30", BEFORE_15, "2026-11-25 17:00"),
    (
        "after 15:00 on the Friday before the worked Saturday",
        "2026-08-21 16:00",
        BEFORE_15,
        "2026-08-22 17:00",
    ),
    ("after 15:00 before the long Quốc khánh", "2026-08-28 15:30", BEFORE_15, "2026-09-03 17:00"),
    (
        "after closing is tomorrow morning, which is before 15:00",
        "2026-03-02 17:30",
        BEFORE_15,
        "2026-03-03 17:00",
    ),
    ("online on Saturday: Monday", "2026-03-07 10:00", BEFORE_15, "2026-03-09 17:00"),
    ("at lunch: before 15:00", "2026-03-02 12:00", BEFORE_15, "2026-03-02 17:00"),
    (
        "a cutoff also moves a longer limit: received Tuesday",
        "2026-03-02 15:30",
        working(3, time(15)),
        "2026-03-06 17:00",
    ),
    # Hours run in working time from the moment of receipt (Điều 147.1).
    ("two hours in the morning", "2026-03-02 08:00", hours(2), "2026-03-02 10:00"),
    ("one hour before lunch, one after", "2026-03-02 10:30", hours(2), "2026-03-02 14:30"),
    ("one hour today, three tomorrow", "2026-03-02 16:00", hours(4), "2026-03-03 10:00"),
    ("half an hour on Friday, 4.5 + 3 on Monday", "2026-03-06 16:30", hours(8), "2026-03-09 16:30"),
    ("eight hours are the whole day", "2026-03-02 07:00", hours(8), "2026-03-02 17:00"),
    ("online on Saturday starts on Monday at 7:00", "2026-03-07 10:00", hours(4), "2026-03-09 11:00"),
    ("two hours before Tết, two after", "2026-02-13 15:00", hours(4), "2026-02-23 09:00"),
    ("received at lunch starts at 13:30", "2026-03-02 12:00", hours(1), "2026-03-02 14:30"),
    ("24 hours: 7 + 8 + 8 + 1", "2026-03-02 08:00", hours(24), "2026-03-05 08:00"),
    ("an hour and a half around lunch", "2026-03-02 11:00", hours("1.5"), "2026-03-02 14:30"),
    ("received at closing: the hours run tomorrow", "2026-03-02 17:00", hours(4), "2026-03-03 11:00"),
    ("one hour on Friday, two on the worked Saturday", "2026-08-21 16:00", hours(3), "2026-08-22 09:00"),
    ("the whole morning ends at 11:30, not at 13:30", "2026-03-02 07:00", hours("4.5"), "2026-03-02 11:30"),
    # Parts of a day are working time; whole days before them follow the day rule.
    ("half a day of eight hours is four", "2026-03-02 07:00", working("0.5"), "2026-03-02 11:00"),
    ("1.5 hours before lunch, 2.5 after", "2026-03-02 10:00", working("0.5"), "2026-03-02 16:00"),
    ("two hours today, two tomorrow", "2026-03-02 15:00", working("0.5"), "2026-03-03 09:00"),
    ("Tuesday whole, then half of Wednesday", "2026-03-02 09:00", working("1.5"), "2026-03-04 11:00"),
    ("Monday, Tuesday, half of Wednesday", "2026-03-06 09:00", working("2.5"), "2026-03-11 11:00"),
    ("a quarter of a day is two hours", "2026-03-02 07:00", working("0.25"), "2026-03-02 09:00"),
    ("half a calendar day is half a working day", "2026-03-02 07:00", days("0.5"), "2026-03-02 11:00"),
    # Calendar days: a last day off moves to the end of the next working day (Điều 148.5).
    ("2/3 + 10 is Thursday 12/3", "2026-03-02 08:00", days(10), "2026-03-12 17:00"),
    ("2/3 + 5 is Saturday: Monday", "2026-03-02 08:00", days(5), "2026-03-09 17:00"),
    ("2/3 + 15 is Tuesday 17/3", "2026-03-02 08:00", days(15), "2026-03-17 17:00"),
    ("12/2 + 5 is mùng 1: first working day after Tết", "2026-02-12 08:00", days(5), "2026-02-23 17:00"),
    ("25/8 + 7 is 1/9: Thursday 3/9", "2026-08-25 08:00", days(7), "2026-09-03 17:00"),
    ("21/8 + 1 is the worked Saturday: stays", "2026-08-21 08:00", days(1), "2026-08-22 17:00"),
    ("10/11 + 14 is Ngày Văn hóa: 25/11", "2026-11-10 08:00", days(14), "2026-11-25 17:00"),
    ("online on Saturday counts from Monday 9/3", "2026-03-07 10:00", days(3), "2026-03-12 17:00"),
    ("2/3 + 30 is Wednesday 1/4", "2026-03-02 08:00", days(30), "2026-04-01 17:00"),
    (
        "23/4 + 3 is Giỗ Tổ on Sunday, made up on Monday: 28/4",
        "2026-04-23 08:00",
        days(3),
        "2026-04-28 17:00",
    ),
    ("a day and a half: the begun second day counts", "2026-03-02 08:00", days("1.5"), "2026-03-04 17:00"),
    # Months end on the corresponding day, or the month's last (Điều 148.3); half a month is 15 days (Điều 146).
    ("2/3 to 2/4", "2026-03-02 08:00", months(1), "2026-04-02 17:00"),
    ("30/1: no 30/2, so Saturday 28/2, so Monday 2/3", "2026-01-30 08:00", months(1), "2026-03-02 17:00"),
    ("31/3: no 31/4, so 30/4, a holiday: Monday 4/5", "2026-03-31 08:00", months(1), "2026-05-04 17:00"),
    ("31/12 + 2: Saturday 28/2: Monday 2/3", "2025-12-31 08:00", months(2), "2026-03-02 17:00"),
    ("over the turn of the year", "2026-12-03 08:00", months(3), "2027-03-03 17:00"),
    ("half a month is 15 days: 17/3", "2026-03-02 08:00", months("0.5"), "2026-03-17 17:00"),
    ("a month and a half: 2/4 + 15", "2026-03-02 08:00", months("1.5"), "2026-04-17 17:00"),
    ("online on the swapped 31/8 counts from 3/9", "2026-08-31 09:00", months(6), "2027-03-03 17:00"),
    ("29/2 + 12 months is 28/2", "2024-02-29 08:00", months(12), "2025-02-28 17:00"),
    ("30/11 + 3: Sunday 28/2/2027: Monday 1/3", "2026-11-30 08:00", months(3), "2027-03-01 17:00"),
]


@pytest.mark.parametrize(
    ("why", "received", "limit", "expected"), WITHOUT_PAUSES, ids=[row[0] for row in WITHOUT_PAUSES]
)
def test_without_pauses(schedule: Schedule, why: str, received: str, limit: TimeLimit, expected: str) -> None:
    assert due(schedule, moment(received), limit).at == moment(expected), why


WITH_PAUSES = [
    ("two whole working days: 9/3 becomes 11/3", "2026-03-02 08:00", working(5),
     [("2026-03-03 07:00", "2026-03-05 07:00")], "2026-03-11 17:00"),
    ("three hours: the deadline falls in 10/3, whose end it is", "2026-03-02 08:00", working(5),
     [("2026-03-03 10:00", "2026-03-03 15:00")], "2026-03-10 17:00"),
    ("3 + 3 hours are rounded once, not twice", "2026-03-02 08:00", working(5),
     [("2026-03-03 07:00", "2026-03-03 10:00"), ("2026-03-05 07:00", "2026-03-05 10:00")], "2026-03-10 17:00"),
    ("5 + 5 hours are more than one day", "2026-03-02 08:00", working(5),
     [("2026-03-03 07:00", "2026-03-03 14:00"), ("2026-03-05 07:00", "2026-03-05 14:00")], "2026-03-11 17:00"),
    ("a pause over the weekend takes no working time", "2026-03-02 08:00", working(5),
     [("2026-03-06 17:00", "2026-03-09 07:00")], "2026-03-09 17:00"),
    ("overlapping pauses count once: Tue, Wed, Thu", "2026-03-02 08:00", working(5),
     [("2026-03-03 07:00", "2026-03-04 17:00"), ("2026-03-04 07:00", "2026-03-05 17:00")], "2026-03-12 17:00"),
    ("a pause inside another adds nothing", "2026-03-02 08:00", working(5),
     [("2026-03-03 07:00", "2026-03-05 07:00"), ("2026-03-03 09:00", "2026-03-03 16:00")], "2026-03-11 17:00"),
    ("a pause after the deadline saves nothing", "2026-03-02 08:00", working(1),
     [("2026-03-04 07:00", "2026-03-05 17:00")], "2026-03-03 17:00"),
    ("a pause an hour before the deadline, back a week later: 40 hours", "2026-03-02 08:00", working(1),
     [("2026-03-03 16:00", "2026-03-10 16:00")], "2026-03-10 17:00"),
    ("a pause over Tết is two working days, 13/2 and 23/2", "2026-02-12 08:00", working(3),
     [("2026-02-13 07:00", "2026-02-23 17:00")], "2026-02-26 17:00"),
    ("the worked Saturday is a whole day of pause", "2026-08-20 08:00", working(2),
     [("2026-08-22 07:00", "2026-08-22 17:00")], "2026-08-24 17:00"),
    ("a pause before the receipt is not ours", "2026-03-02 08:00", working(1),
     [("2026-02-27 08:00", "2026-03-02 08:00")], "2026-03-03 17:00"),
    ("a pause starting after a same-day receipt: eight hours later", "2026-03-02 09:00", SAME_DAY,
     [("2026-03-02 10:00", "2026-03-03 10:00")], "2026-03-03 17:00"),
    ("hours shift exactly: 14:00 becomes 15:30", "2026-03-02 08:00", hours(4),
     [("2026-03-02 09:00", "2026-03-02 10:30")], "2026-03-02 15:30"),
    ("half a day shifts exactly: 4 + 1 hours", "2026-03-02 07:00", working("0.5"),
     [("2026-03-02 08:00", "2026-03-02 09:00")], "2026-03-02 14:00"),
    ("calendar: 2 days 5 hours make 15/3, a Sunday: Monday", "2026-03-02 08:00", days(10),
     [("2026-03-04 09:00", "2026-03-06 14:00")], "2026-03-16 17:00"),
    ("calendar: exactly one day: Friday 13/3", "2026-03-02 08:00", days(10),
     [("2026-03-04 09:00", "2026-03-05 09:00")], "2026-03-13 17:00"),
    ("calendar: 12 + 12 hours are one day, rounded once", "2026-03-02 08:00", days(10),
     [("2026-03-04 08:00", "2026-03-04 20:00"), ("2026-03-05 08:00", "2026-03-05 20:00")], "2026-03-13 17:00"),
    ("months: five days later than 2/4", "2026-03-02 08:00", months(1),
     [("2026-03-10 08:00", "2026-03-15 08:00")], "2026-04-07 17:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "received", "limit", "spans", "expected"), WITH_PAUSES, ids=[row[0] for row in WITH_PAUSES]
)
def test_with_pauses(
    schedule: Schedule, why: str, received: str, limit: TimeLimit, spans: list[tuple[str, str]], expected: str
) -> None:
    pauses = [Pause(moment(start), moment(end)) for start, end in spans]

    assert due(schedule, moment(received), limit, pauses=pauses).at == moment(expected), why
    assert due(schedule, moment(received), limit, pauses=pauses[::-1]).at == moment(expected), (
        "order must not matter"
    )


GRANTED = moment("2026-03-06 12:00")
WITH_EXTENSIONS = [
    ("three more working days after Monday 9/3", working(5), [Extension(GRANTED, working(3))], [], "2026-03-12 17:00"),
    ("a new date is due when its work ends", working(5), [Extension(GRANTED, new_due=date(2026, 3, 20))], [],
     "2026-03-20 17:00"),
    ("a new moment is kept to the minute", working(5), [Extension(GRANTED, new_due=moment("2026-03-20 10:00"))], [],
     "2026-03-20 10:00"),
    ("a new date on Sunday moves to Monday", working(5), [Extension(GRANTED, new_due=date(2026, 3, 15))], [],
     "2026-03-16 17:00"),
    ("fifteen more days after Wednesday 1/4", days(30), [Extension(GRANTED, days(15))], [], "2026-04-16 17:00"),
    ("extended to 12/3, then a day of pause", working(5), [Extension(GRANTED, working(3))],
     [("2026-03-03 07:00", "2026-03-04 07:00")], "2026-03-13 17:00"),
    ("a new date already knows the pause before it", working(5), [Extension(GRANTED, new_due=date(2026, 3, 20))],
     [("2026-03-03 07:00", "2026-03-05 07:00")], "2026-03-20 17:00"),
    ("a pause after the decision moves the new date", working(5), [Extension(GRANTED, new_due=date(2026, 3, 20))],
     [("2026-03-10 07:00", "2026-03-11 07:00")], "2026-03-23 17:00"),
    ("two extensions follow each other: 9/3, 11/3, 13/3", working(5),
     [Extension(moment("2026-03-10 09:00"), working(2)), Extension(GRANTED, working(2))], [], "2026-03-13 17:00"),
    ("four more hours after the end of 9/3", working(5), [Extension(GRANTED, hours(4))], [], "2026-03-10 11:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "limit", "extensions", "spans", "expected"),
    WITH_EXTENSIONS,
    ids=[row[0] for row in WITH_EXTENSIONS],
)
def test_with_extensions(
    schedule: Schedule,
    why: str,
    limit: TimeLimit,
    extensions: list[Extension],
    spans: list[tuple[str, str]],
    expected: str,
) -> None:
    pauses = [Pause(moment(start), moment(end)) for start, end in spans]
    found = due(schedule, moment("2026-03-02 08:00"), limit, pauses=pauses, extensions=extensions)

    assert found.at == moment(expected), why
