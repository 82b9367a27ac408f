"""Index 766, item 2.1: one dossier, on time or not, and by which rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congso.foundation.calendar.deadlines import TimeLimit, TimeUnit
from congso.foundation.calendar.judgement import DossierTimes, FinishRule, Supplement, judge
from congso.foundation.calendar.tests.conftest import moment
from congso.foundation.calendar.working_time import Schedule

RECEIVED = moment("2026-03-02 08:00")
PROMISED = moment("2026-03-09 17:00")
EARLY, LATE = moment("2026-03-06 10:00"), moment("2026-03-11 10:00")
MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("times", "on_time", "rule"),
    [
        (DossierTimes(RECEIVED, PROMISED, ready_at=EARLY), True, FinishRule.READY),
        (DossierTimes(RECEIVED, PROMISED, ready_at=PROMISED), True, FinishRule.READY),
        (DossierTimes(RECEIVED, PROMISED, ready_at=PROMISED + timedelta(seconds=1)), False, FinishRule.READY),
        (DossierTimes(RECEIVED, PROMISED, ready_at=EARLY, returned_at=LATE), True, FinishRule.READY),
        (DossierTimes(RECEIVED, PROMISED, returned_at=LATE, stopped_at=EARLY), False, FinishRule.RETURNED),
        (DossierTimes(RECEIVED, PROMISED, stopped_at=EARLY), True, FinishRule.STOPPED),
        (DossierTimes(RECEIVED, PROMISED, refused_at=LATE), False, FinishRule.REFUSED),
        (DossierTimes(RECEIVED, PROMISED, withdrawn_at=EARLY), True, FinishRule.WITHDRAWN),
        (DossierTimes(None, PROMISED, withdrawn_at=EARLY), False, FinishRule.STILL_OPEN),
        (DossierTimes(RECEIVED, PROMISED), False, FinishRule.STILL_OPEN),
        (DossierTimes(RECEIVED, moment("2026-04-02 17:00")), True, FinishRule.STILL_OPEN),
    ],
)
def test_which_state_ends_the_work(times: DossierTimes, on_time: bool, rule: FinishRule) -> None:
    found = judge(times, MARCH)

    assert (found.on_time, found.rule) == (on_time, rule)


def test_one_request_not_answered_ends_the_work_when_it_was_asked() -> None:
    waiting = DossierTimes(RECEIVED, PROMISED, supplements=(Supplement(EARLY),))
    asked_late = DossierTimes(RECEIVED, PROMISED, supplements=(Supplement(LATE),))

    assert judge(waiting, MARCH).on_time
    assert judge(waiting, MARCH).finished_at == EARLY
    assert not judge(asked_late, MARCH).on_time


def test_asking_twice_without_a_result_is_overdue_even_before_the_promise() -> None:
    answered = Supplement(moment("2026-03-03 09:00"), moment("2026-03-04 09:00"))
    times = DossierTimes(RECEIVED, moment("2026-12-01 17:00"), supplements=(answered, Supplement(EARLY)))

    assert not judge(times, MARCH).on_time
    assert judge(times, MARCH).rule == FinishRule.ASKED_TWICE


def test_asking_twice_with_a_result_is_judged_by_the_result() -> None:
    asked = (
        Supplement(moment("2026-03-03 09:00"), moment("2026-03-04 09:00")),
        Supplement(moment("2026-03-05 09:00"), moment("2026-03-06 09:00")),
    )

    assert judge(DossierTimes(RECEIVED, PROMISED, ready_at=LATE, supplements=asked), MARCH).on_time


def test_the_applicants_own_time_is_subtracted_exactly() -> None:
    asked = (Supplement(moment("2026-03-04 10:00"), moment("2026-03-05 17:00")),)  # 31 hours
    found = judge(DossierTimes(RECEIVED, PROMISED, ready_at=LATE, supplements=asked), MARCH)

    assert found.subtracted == timedelta(hours=31)
    assert found.finished_at == moment("2026-03-10 03:00")
    assert not found.on_time, "10/3 03:00 is after 9/3 17:00"


def test_without_a_promise_the_procedures_longest_time_decides(schedule: Schedule) -> None:
    five_days = TimeLimit(5, TimeUnit.WORKING_DAYS)

    assert judge(DossierTimes(RECEIVED, ready_at=EARLY, max_time=five_days), MARCH, schedule=schedule).on_time
    assert not judge(
        DossierTimes(RECEIVED, ready_at=LATE, max_time=five_days), MARCH, schedule=schedule
    ).on_time
    answered = (Supplement(moment("2026-03-04 10:00"), moment("2026-03-06 10:00")),)
    supplemented = DossierTimes(RECEIVED, ready_at=LATE, max_time=five_days, supplements=answered)
    assert judge(supplemented, MARCH, schedule=schedule).on_time


def test_neither_promise_nor_limit_is_not_on_time() -> None:
    found = judge(DossierTimes(RECEIVED, ready_at=EARLY), MARCH)

    assert not found.on_time
    assert found.compared_with is None


def test_an_open_dossier_is_late_only_once_the_period_passes_its_promise() -> None:
    times = DossierTimes(RECEIVED, PROMISED)

    assert judge(times, moment("2026-03-09 16:59")).on_time
    assert not judge(times, date(2026, 3, 9)).on_time
    assert "cuối kỳ" in judge(times, MARCH).explanation
