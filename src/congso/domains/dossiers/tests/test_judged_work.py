"""Was it on time? A dossier's own times, put to the one judge (QĐ 766/QĐ-TTg, 2.1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from congso.core import clock
from congso.domains.dossiers.judging import judge_dossier, on_time_by_columns
from congso.domains.dossiers.models import Dossier, Supplement
from congso.domains.dossiers.services import (
    apologise,
    ask_payment,
    ask_supplement,
    complete_supplement,
    confirm_payment,
    extend_dossier,
    move_dossier,
    propose,
    stop_dossier,
)  # fmt: skip
from congso.domains.dossiers.tests.expecting import at, fresh, known
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.calendar.judgement import FinishRule, Judgement

END = at(30, 17)


def judged(dossier: Dossier, period_end: datetime = END) -> Judgement:
    """What a report says of the dossier at the end of the period, by the rule and by its two columns."""
    dossier = fresh(dossier)
    found = judge_dossier(dossier, list(Supplement.objects.filter(dossier=dossier)), period_end)
    assert on_time_by_columns(dossier, period_end) == found.on_time
    return found


def start(office: Office, day: int = 9) -> Dossier:
    with clock.at(at(day, 9, 30)):
        return make_dossier(office)


def finish(office: Office, dossier: Dossier, moment: datetime) -> None:
    with clock.at(moment):
        bring_to(office, dossier, "return")


def test_finished_by_the_promised_minute_is_on_time_and_a_minute_later_is_late(office: Office) -> None:
    first, second = start(office), start(office)
    finish(office, first, at(16, 17, 0))
    finish(office, second, at(16, 17, 1))

    assert (judged(first).on_time, judged(first).rule) == (True, FinishRule.READY)
    assert not judged(second).on_time


def test_an_open_dossier_is_judged_at_the_end_of_the_period(office: Office) -> None:
    dossier = start(office)

    assert judged(dossier, at(13, 17)).on_time
    assert not judged(dossier, at(30, 17)).on_time


def supplemented(office: Office, dossier: Dossier, asked: datetime, done: datetime | None, again: str = "") -> None:
    with clock.at(asked):
        ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="CCCD", reason="Thiếu", repeat_reason=again)
    if done is not None:
        with clock.at(done):
            complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["CCCD"])


def to_officer(office: Office, dossier: Dossier) -> Dossier:
    with clock.at(at(9, 10)):
        return bring_to(office, dossier, "work")


def go_on(office: Office, dossier: Dossier, moment: datetime) -> None:
    with clock.at(moment):
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
        for who in (office.officer, office.head, office.leader, office.registry):
            move_dossier(actor=who, dossier_id=dossier.pk, seen_seq=None, way_code="forward")


def test_the_time_of_a_completed_supplement_is_subtracted_once(office: Office) -> None:
    dossier = to_officer(office, start(office))
    supplemented(office, dossier, at(11, 10), at(13, 10))
    go_on(office, dossier, at(18, 16))

    found = judged(dossier)
    assert found.on_time
    assert found.subtracted == timedelta(days=2)
    assert known(fresh(dossier).promised_at) == at(16, 17)  # the judge subtracts; the promise is not moved too


def test_an_apology_after_a_supplement_is_kept_to_the_minute(office: Office) -> None:
    for last, on_time in ((at(20, 17), True), (at(20, 17, 1), False)):
        dossier = to_officer(office, start(office))
        supplemented(office, dossier, at(10, 10), at(11, 10))
        with clock.at(at(12, 9)):
            apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(20, 17), reason="Chờ")
        go_on(office, dossier, last)
        assert judged(dossier).on_time is on_time


def test_waiting_for_the_first_supplement_is_on_time_asked_twice_is_late(office: Office) -> None:
    waiting = to_officer(office, start(office))
    supplemented(office, waiting, at(11, 10), None)
    assert (judged(waiting).on_time, judged(waiting).rule) == (True, FinishRule.WAITING_FOR_APPLICANT)

    twice = to_officer(office, start(office))
    supplemented(office, twice, at(10, 10), at(11, 10))
    supplemented(office, twice, at(12, 10), None, again="Phát sinh")
    assert (judged(twice).on_time, judged(twice).rule) == (False, FinishRule.ASKED_TWICE)


def test_the_time_a_payment_was_awaited_does_not_make_it_late(office: Office) -> None:
    dossier = to_officer(office, start(office))
    with clock.at(at(11, 10)):
        ask_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, name="Thuế", amount=1000, reason="NĐ")
    with clock.at(at(13, 10)):
        confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note="")
    go_on(office, dossier, at(18, 17))

    assert judged(dossier).on_time


def test_a_stopped_dossier_is_judged_by_the_day_it_was_stopped(office: Office) -> None:
    for day, on_time in ((12, True), (18, False)):
        dossier = start(office)
        with clock.at(at(day, 9)):
            stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Đổi ý")
        assert (judged(dossier).on_time, judged(dossier).rule) == (on_time, FinishRule.WITHDRAWN)


def later_promise(office: Office, dossier: Dossier, said: datetime, until: datetime) -> None:
    with clock.at(said):
        apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=until, reason="Quá tải",
                  special_reason="Bão số 9")  # fmt: skip


def test_an_apology_after_the_promised_day_does_not_make_the_work_on_time(office: Office) -> None:
    for said, on_time in ((at(16, 17), True), (at(16, 17, 1), False), (at(18, 9), False)):
        dossier = to_officer(office, start(office))
        later_promise(office, dossier, said, at(24, 17))
        go_on(office, dossier, at(20, 9))

        assert judged(dossier).on_time is on_time
        assert clock.local(known(fresh(dossier).case.promised_at)) == at(24, 17)  # the applicant comes on the new day


def test_a_second_apology_in_time_for_the_first_does_not_mend_what_the_first_did_not(office: Office) -> None:
    dossier = to_officer(office, start(office))
    later_promise(office, dossier, at(18, 9), at(20, 17))
    later_promise(office, dossier, at(19, 9), at(25, 17))
    go_on(office, dossier, at(24, 9))

    assert not judged(dossier).on_time
    assert known(fresh(dossier).promised_at) == at(16, 17)


def test_after_a_supplement_the_promise_that_held_is_the_one_missed(office: Office) -> None:
    for said, on_time in ((at(18, 9), True), (at(19, 9), False)):
        dossier = to_officer(office, start(office))
        supplemented(office, dossier, at(11, 10), at(13, 10))  # two days: the promise is now the 18th
        later_promise(office, dossier, said, at(25, 17))
        go_on(office, dossier, at(23, 9))

        assert judged(dossier).on_time is on_time


def test_an_extension_after_the_promised_day_leaves_the_work_late(office: Office) -> None:
    dossier = to_officer(office, start(office))
    with clock.at(at(17, 9)):
        extend_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(24, 17), reason="Luật")
    go_on(office, dossier, at(20, 9))

    assert not judged(dossier).on_time


def test_waiting_for_a_payment_after_the_promised_day_leaves_the_work_late(office: Office) -> None:
    dossier = to_officer(office, start(office))
    later_promise(office, dossier, at(17, 9), at(24, 17))
    with clock.at(at(18, 10)):
        ask_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, name="Thuế", amount=1000, reason="NĐ")
    with clock.at(at(19, 10)):
        confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note="")
    go_on(office, dossier, at(20, 9))

    assert not judged(dossier).on_time
