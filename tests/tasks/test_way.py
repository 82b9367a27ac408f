"""The way of a task: given, accepted, worked on, reported, judged; and back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.tasks.enums import Quality, TaskState, Timing
from congso.domains.tasks.errors import (
    DueBehind,
    EvidenceMissing,
    MainAmongHelpers,
    MayNotGiveThere,
    MeetingMissing,
    NotInThisState,
    PersonNotThere,
    ReportEmpty,
    TitleMissing,
)
from congso.domains.tasks.models import Report, Task
from congso.domains.tasks.services import (
    ReportIn,
    accept_task,
    ask_for_more,
    complete_task,
    confirm_completion,
    evaluate_task,
    give_task,
    hand_back,
    report_progress,
)
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.casework.errors import CaseMoved, NotYourStep, ReasonMissing
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.notifications.models import Notice
from tests.tasks.makers import fresh, make_accepted, make_in, make_reported, make_task, working_day, yesterday


def last_refused() -> str:
    return str(AuditEntry.objects.filter(outcome=Outcome.REFUSED).latest("pk").details["error"])


def told(office: Office, username: str) -> list[str]:
    return list(Notice.objects.filter(account_id=office.accounts[username]).values_list("title", flat=True))


def test_from_giving_to_judging(office: Office) -> None:
    task = make_task(office)
    assert (task.state, task.number) == (TaskState.WAITING, f"NV01/{clock.today().year}-H20.31")
    assert task.due_at == datetime.combine(working_day(5), time(17, 0), tzinfo=clock.VIETNAM)
    assert task.case.holder_unit_id == office.units["phuong-vp"]
    assert told(office, "truongphong") == [f"Được giao nhiệm vụ: {task.number}"]

    make_accepted(office, task)
    assert (fresh(task).state, fresh(task).case.holder_id) == (TaskState.DOING, office.accounts["chuyenvien"])

    complete_task(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Đã xong."))
    assert (fresh(task).state, fresh(task).percent, fresh(task).completed_at) == (TaskState.CONFIRM, 100, None)

    with clock.at(clock.now()) as at:
        confirm_completion(actor=office.head, task_id=task.pk, seen_seq=None, note="Đồng ý.")
    assert (fresh(task).state, fresh(task).completed_at, fresh(task).case.holder_id) == (TaskState.REVIEW, at, office.accounts["lanhdao"])

    evaluate_task(actor=office.leader, task_id=task.pk, seen_seq=None, quality=Quality.GOOD, remark="Đầy đủ.")
    done = fresh(task)
    assert (done.state, done.timing, done.quality, done.remark) == (TaskState.DONE, Timing.EARLY, Quality.GOOD, "Đầy đủ.")
    assert (done.case.state, done.case.outcome) == ("closed", "done")
    events = CaseEvent.objects.filter(case=done.case)
    assert replay(events) == standing(Case.objects.get(pk=done.case_id))
    assert [each.action for each in events] == ["given", "forwarded", "forwarded", "forwarded", "evaluated"]
    assert [each.allotted_minutes for each in events] == [480, 480, None, 480, 960]


@pytest.mark.parametrize(("hours_after", "timing"), [(-1, Timing.IN_TIME), (0, Timing.IN_TIME), (1, Timing.LATE)])
def test_what_counts_is_when_the_unit_reported_not_when_it_was_judged(office: Office, hours_after: int, timing: Timing) -> None:
    task = make_accepted(office)
    with clock.at(task.due_at + timedelta(hours=hours_after)):
        make_reported(office, task)
    with clock.at(task.due_at + timedelta(days=9)):
        evaluate_task(actor=office.leader, task_id=task.pk, seen_seq=None, quality=Quality.FAIR)
    assert fresh(task).timing == timing


def test_a_due_day_off_work_counts_to_the_next_working_day(office: Office) -> None:
    day = clock.today()
    while day.weekday() != 5:
        day += timedelta(days=1)
    task = make_task(office, due_on=day)
    assert clock.local(task.due_at).date() > day
    assert clock.local(task.due_at).time() == time(17, 0)


def test_the_same_form_twice_gives_one_task(office: Office) -> None:
    given = make_in(office)
    first, second = (give_task(actor=office.leader, task=given) for _press in range(2))
    assert first.pk == second.pk
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": "  "}, TitleMissing), ({"due_on": yesterday()}, DueBehind), ({"source": "meeting"}, MeetingMissing),
        ({"helping": "main"}, MainAmongHelpers), ({"main_account_id": "truongkinhte"}, PersonNotThere),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_refused_and_nothing_is_given(office: Office, changes: dict[str, object], error: type[Exception]) -> None:
    if changes.get("helping") == "main":
        changes = {"helping": [office.units["phuong-vp"]]}
    if "main_account_id" in changes:
        changes = {"main_account_id": office.accounts[str(changes["main_account_id"])]}
    with pytest.raises(error):
        make_task(office, **changes)
    assert not Task.objects.exists()
    assert not Case.objects.filter(kind="task").exists()
    assert last_refused() == error.code  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("giver", "unit"),
    [("chuyenvien", "phuong-vp"), ("vanthu", "phuong-vp"), ("truongphong", "phuong-kt"), ("lanhdao", "so"), ("lanhdao", "so-cm"), ("truongphong", "phuong")],
)
def test_nobody_gives_outside_their_reach(office: Office, giver: str, unit: str) -> None:
    with pytest.raises(MayNotGiveThere):
        give_task(actor=office.actor(giver), task=make_in(office, main_unit_id=office.units[unit]))
    assert last_refused() == "may_not_give_there"


def test_a_person_gets_it_directly_and_the_head_confirms(office: Office) -> None:
    task = make_task(office, main_account_id=office.accounts["chuyenvien2"])
    assert (task.state, task.case.holder_id) == (TaskState.DOING, office.accounts["chuyenvien2"])
    complete_task(actor=office.actor("chuyenvien2"), task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.CONFIRM


def test_a_unit_without_a_head_gets_it_as_a_whole_and_reports_to_the_giver(office: Office) -> None:
    task = make_task(office, main_unit_id=office.units["phuong-mc"])
    assert (task.state, task.case.holder_id) == (TaskState.DOING, None)
    complete_task(actor=office.clerk, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.REVIEW


def test_the_head_keeps_it_and_reports_straight_to_the_giver(office: Office) -> None:
    task = make_task(office)
    accept_task(actor=office.head, task_id=task.pk, seen_seq=None, holder_id=office.accounts["truongphong"])
    complete_task(actor=office.head, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.REVIEW


def test_only_the_head_accepts_and_only_its_people_get_it(office: Office) -> None:
    task = make_task(office)
    with pytest.raises(NotYourStep):
        accept_task(actor=office.officer, task_id=task.pk, seen_seq=None, holder_id=office.accounts["chuyenvien"])
    with pytest.raises(PersonNotThere):
        accept_task(actor=office.head, task_id=task.pk, seen_seq=None, holder_id=office.accounts["truongkinhte"])
    with pytest.raises(NotVisible):
        accept_task(actor=office.actor("truongkinhte"), task_id=task.pk, seen_seq=None, holder_id=office.accounts["truongkinhte"])
    assert fresh(task).state == TaskState.WAITING


def test_of_two_at_once_one_wins_and_the_other_is_told(office: Office) -> None:
    task = make_task(office)
    seen = task.case.seq
    accept_task(actor=office.head, task_id=task.pk, seen_seq=seen, holder_id=office.accounts["chuyenvien"])
    with pytest.raises(CaseMoved, match="Lê Hoàng Phúc"):
        accept_task(actor=office.head, task_id=task.pk, seen_seq=seen, holder_id=office.accounts["chuyenvien2"])
    assert fresh(task).case.holder_id == office.accounts["chuyenvien"]


def test_work_goes_back_with_a_reason_the_person_to_the_head_the_head_to_the_giver(office: Office) -> None:
    task = make_accepted(office)
    with pytest.raises(ReasonMissing):
        hand_back(actor=office.officer, task_id=task.pk, seen_seq=None, reason=" ")
    hand_back(actor=office.officer, task_id=task.pk, seen_seq=None, reason="Không đúng chuyên môn")
    assert (fresh(task).state, fresh(task).main_account_id) == (TaskState.WAITING, None)
    hand_back(actor=office.head, task_id=task.pk, seen_seq=None, reason="Thuộc Phòng Kinh tế")
    back = fresh(task)
    assert (back.state, back.case.holder_unit_id) == (TaskState.RETURNED, office.units["phuong"])
    assert f"Nhiệm vụ bị trả lại: {task.number}" in told(office, "lanhdao")
    with pytest.raises(NotInThisState):
        hand_back(actor=office.leader, task_id=task.pk, seen_seq=None, reason="x")


def test_more_work_is_asked_for_by_the_giver_and_goes_to_the_same_person(office: Office) -> None:
    task = make_reported(office)
    ask_for_more(actor=office.leader, task_id=task.pk, seen_seq=None, reason="Bổ sung số liệu quý IV")
    again = fresh(task)
    assert (again.state, again.case.holder_id, again.completed_at) == (TaskState.DOING, office.accounts["chuyenvien"], None)
    make_reported(office, again)
    assert fresh(task).state == TaskState.REVIEW


def test_only_the_giver_or_the_same_seat_judges(office: Office) -> None:
    task = make_reported(office)
    for username in ("truongphong", "chuyenvien"):
        with pytest.raises(NotYourStep):
            evaluate_task(actor=office.actor(username), task_id=task.pk, seen_seq=None, quality=Quality.GOOD)
    assert fresh(task).state == TaskState.REVIEW
    with pytest.raises(NotInThisState):
        evaluate_task(actor=office.head, task_id=make_task(office).pk, seen_seq=None, quality=Quality.GOOD)


def test_evidence_that_was_demanded_must_come(office: Office) -> None:
    task = make_accepted(office, evidence_required=True)
    with pytest.raises(EvidenceMissing):
        complete_task(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.DOING
    assert not Report.objects.exists()


def test_progress_is_reported_by_who_does_it_and_by_those_who_help_without_a_percentage(office: Office) -> None:
    task = make_accepted(office, helping=[office.units["phuong-kt"]])
    report_progress(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Được nửa.", 50))
    assert fresh(task).percent == 50
    row = report_progress(actor=office.actor("truongkinhte"), task_id=task.pk, seen_seq=None, report=ReportIn("Đã gửi số liệu.", 90))
    assert (row.percent, fresh(task).percent) == (None, 50)
    assert f"Báo cáo tiến độ nhiệm vụ: {task.number}" in told(office, "lanhdao")
    with pytest.raises(ReportEmpty):
        report_progress(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("", 60))
    with pytest.raises(NotVisible):
        report_progress(actor=office.clerk, task_id=task.pk, seen_seq=None, report=ReportIn("x", 60))
    assert fresh(task).percent == 50
