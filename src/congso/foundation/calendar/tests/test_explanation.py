"""Why a date is the date: the sentences a citizen or an inspector reads."""

from __future__ import annotations

from datetime import time

import pytest

from congso.foundation.calendar.deadlines import Due, Extension, Pause, TimeLimit, TimeUnit, due
from congso.foundation.calendar.explanation import limit_text
from congso.foundation.calendar.tests.conftest import moment
from congso.foundation.calendar.tests.test_worked_examples import WITH_EXTENSIONS, WITH_PAUSES, WITHOUT_PAUSES
from congso.foundation.calendar.working_time import Schedule


def codes(found: Due) -> list[str]:
    return [reason.code for reason in found.explanation]


def test_a_plain_limit_names_its_law_and_the_holiday_in_between(schedule: Schedule) -> None:
    found = due(schedule, moment("2026-11-23 08:00"), TimeLimit(3, TimeUnit.WORKING_DAYS))

    assert codes(found) == ["received", "working_days", "days_off", "due"]
    text = "\n".join(str(reason) for reason in found.explanation)
    assert "3 ngày làm việc" in text
    assert "Bộ luật Dân sự 2015, Điều 147 khoản 2" in text
    assert "24/11/2026 Ngày Văn hóa Việt Nam" in text
    assert found.explanation[-1].text == "Hẹn trả: 17:00 ngày 27/11/2026."


def test_out_of_hours_cutoff_roll_pause_and_extension_are_each_told(schedule: Schedule) -> None:
    late = due(schedule, moment("2026-03-07 09:00"), TimeLimit(5, TimeUnit.DAYS))
    assert codes(late) == ["received", "out_of_hours", "calendar", "rolled", "due"]
    assert "Điều 148 khoản 5" in str(late.explanation[3])

    after = due(schedule, moment("2026-03-02 15:30"), TimeLimit(0, TimeUnit.WORKING_DAYS, time(15)))
    assert codes(after) == ["received", "after_cutoff", "same_day", "due"]
    assert "Sau 15:00" in after.explanation[1].text

    pauses = [Pause(moment("2026-03-03 10:00"), moment("2026-03-03 15:00"))]
    extensions = [
        Extension(moment("2026-03-06 12:00"), TimeLimit(2, TimeUnit.WORKING_DAYS), reason="xác minh thực địa")
    ]
    five = TimeLimit(5, TimeUnit.WORKING_DAYS)
    both = due(schedule, moment("2026-03-02 08:00"), five, pauses=pauses, extensions=extensions)
    assert codes(both) == ["received", "working_days", "extended", "paused", "due"]
    assert "xác minh thực địa" in both.explanation[2].text
    assert "3 giờ làm việc" in both.explanation[3].text


def test_while_the_clock_stands_the_rest_is_told_and_no_date_promised(schedule: Schedule) -> None:
    limit = TimeLimit(5, TimeUnit.WORKING_DAYS)
    found = due(schedule, moment("2026-03-02 08:00"), limit, pauses=[Pause(moment("2026-03-09 13:30"), None)])

    assert found.is_paused
    assert found.remaining_minutes == 210
    assert codes(found) == ["received", "working_days", "clock_stands"]
    assert "3 giờ 30 phút" in found.explanation[-1].text


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("3.00", TimeUnit.WORKING_DAYS, "3 ngày làm việc"),
        ("0.50", TimeUnit.WORKING_DAYS, "0,5 ngày làm việc"),
        ("10", TimeUnit.DAYS, "10 ngày"),
        ("0", TimeUnit.HOURS, "trong ngày"),
    ],
)
def test_limits_read_as_they_are_published(amount: str, unit: TimeUnit, text: str) -> None:
    assert limit_text(TimeLimit(amount, unit)) == text


def test_every_worked_example_can_be_explained_and_ends_with_its_date(schedule: Schedule) -> None:
    for _why, received, limit, expected in WITHOUT_PAUSES:
        last = due(schedule, moment(received), limit).explanation[-1]
        assert (last.code, last.start) == ("due", moment(expected))
    for why, received, limit, spans, expected in WITH_PAUSES:
        pauses = [Pause(moment(start), moment(end)) for start, end in spans]
        assert due(schedule, moment(received), limit, pauses=pauses).explanation[-1].start == moment(
            expected
        ), why
    for why, limit, extensions, _spans, _expected in WITH_EXTENSIONS:
        found = due(schedule, moment("2026-03-02 08:00"), limit, extensions=extensions)
        assert found.explanation[-1].start == found.at, why
        assert [reason.code for reason in found.explanation].count("extended") == len(extensions)
