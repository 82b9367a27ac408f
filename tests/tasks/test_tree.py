"""Parts of a task: split, moved, ended; chủ trì changed; taken back."""

from __future__ import annotations

import pytest

from congso.domains.dossiers.tests.makers import Office
from congso.domains.tasks.enums import TaskState
from congso.domains.tasks.errors import (
    LoopRefused,
    MainOfOtherKind,
    MayNotGiveThere,
    NotInThisState,
    NotTheDoer,
    NotTheGiver,
    PartDueLate,
    PartsOpen,
    PartsOpenAsk,
)
from congso.domains.tasks.models import Task
from congso.domains.tasks.queries.page import task_page
from congso.domains.tasks.services import (
    ReportIn,
    accept_task,
    cancel_task,
    change_main,
    complete_task,
    evaluate_task,
    hand_back,
    move_part,
    reassign_person,
    report_progress,
    split_task,
)
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.casework.errors import CaseMoved, ReasonMissing
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import Case, CaseEvent
from tests.tasks.makers import fresh, make_accepted, make_in, make_task, working_day


def last_refused() -> str:
    return str(AuditEntry.objects.filter(outcome=Outcome.REFUSED).latest("pk").details["error"])


def split(office: Office, parent: Task, person: str = "chuyenvien", days: int = 3, **changes: object) -> Task:
    values = {"title": f"Phần của {person}", "main_account_id": office.accounts[person], "due_on": working_day(days)} | changes
    return split_task(actor=office.head, parent_id=parent.pk, seen_seq=None, part=make_in(office, **values))


def test_the_head_splits_and_has_thereby_taken_the_task_on(office: Office) -> None:
    task = make_task(office)
    part = split(office, task)
    whole = fresh(task)
    assert (whole.state, whole.case.holder_id) == (TaskState.DOING, office.accounts["truongphong"])
    assert (part.parent_id, part.root_id, part.number) == (task.pk, task.pk, task.number.replace("/", "-1/"))
    assert (part.state, part.given_by) == (TaskState.DOING, office.accounts["truongphong"])
    assert split(office, part).number == task.number.replace("/", "-2/"), "deeper, counted on"


def test_a_part_is_not_due_after_the_whole(office: Office) -> None:
    task = make_task(office)
    with pytest.raises(PartDueLate, match=f"{working_day(5):%d/%m/%Y}"):
        split(office, task, days=6)
    assert Task.objects.count() == 1
    assert fresh(task).state == TaskState.WAITING
    assert last_refused() == "part_due_late"
    assert split(office, task, days=5).due_at == task.due_at


def test_only_the_head_of_the_unit_splits_and_only_to_own_or_helping_units(office: Office) -> None:
    task = make_task(office)
    part = make_in(office, main_unit_id=office.units["phuong-kt"], due_on=working_day(2))
    with pytest.raises(MayNotGiveThere):
        split_task(actor=office.head, parent_id=task.pk, seen_seq=None, part=part)
    for person in (office.officer, office.leader):
        with pytest.raises(NotTheDoer):
            split_task(actor=person, parent_id=task.pk, seen_seq=None, part=part)
    helped = make_task(office, helping=[office.units["phuong-kt"]])
    made = split_task(actor=office.head, parent_id=helped.pk, seen_seq=None, part=part)
    assert made.case.holder_unit_id == office.units["phuong-kt"]


def test_two_who_split_at_once_see_each_other(office: Office) -> None:
    task = make_task(office)
    seen = task.case.seq
    split_task(actor=office.head, parent_id=task.pk, seen_seq=seen, part=make_in(office))
    with pytest.raises(CaseMoved):
        split_task(actor=office.head, parent_id=task.pk, seen_seq=seen, part=make_in(office))
    assert Task.objects.filter(parent=task).count() == 1


def test_the_whole_is_not_finished_while_parts_are_open(office: Office) -> None:
    task = make_task(office)
    part = split(office, task)
    with pytest.raises(PartsOpen, match="1 phần việc"):
        complete_task(actor=office.head, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    complete_task(actor=office.officer, task_id=part.pk, seen_seq=None, report=ReportIn("Xong phần mình."))
    with pytest.raises(PartsOpen):
        complete_task(actor=office.head, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    evaluate_task(actor=office.head, task_id=part.pk, seen_seq=None, quality="good")
    complete_task(actor=office.head, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.REVIEW


def test_progress_by_hand_stands_beside_that_of_the_parts(office: Office) -> None:
    task = make_task(office)
    first, second, third = (split(office, task, person) for person in ("chuyenvien", "chuyenvien2", "chuyenvien2"))
    report_progress(actor=office.officer, task_id=first.pk, seen_seq=None, report=ReportIn("Được nửa.", 50))
    complete_task(actor=office.actor("chuyenvien2"), task_id=second.pk, seen_seq=None, report=ReportIn("Xong."))
    evaluate_task(actor=office.head, task_id=second.pk, seen_seq=None, quality="good")
    cancel_task(actor=office.head, task_id=third.pk, seen_seq=None, reason="Không cần nữa")
    report_progress(actor=office.head, task_id=task.pk, seen_seq=None, report=ReportIn("Cả phòng.", 60))
    here = task_page(viewer=office.leader, task_id=task.pk).here
    assert (here.task.percent, here.parts_percent, here.parts_done, len(here.parts)) == (60, 75, 1, 3)


def test_ending_the_whole_ends_the_parts_only_when_that_is_said(office: Office) -> None:
    task = make_task(office)
    part = split(office, task)
    below = split(office, part, "chuyenvien2", days=2)
    with pytest.raises(PartsOpenAsk, match="Đánh dấu"):
        cancel_task(actor=office.leader, task_id=task.pk, seen_seq=None, reason="Dừng chủ trương")
    assert {fresh(each).state for each in (task, part, below)} == {TaskState.DOING}
    cancel_task(actor=office.leader, task_id=task.pk, seen_seq=None, reason="Dừng chủ trương", with_parts=True)
    assert {fresh(each).state for each in (task, part, below)} == {TaskState.CANCELLED}
    assert [fresh(each).case.outcome for each in (task, part, below)] == ["cancelled", "ended_with_parent", "ended_with_parent"]
    assert CaseEvent.objects.filter(case=below.case, note="Dừng chủ trương").exists()


def test_only_the_giver_takes_back_with_a_reason_and_not_what_has_ended(office: Office) -> None:
    task = make_accepted(office)
    with pytest.raises(NotTheGiver):
        cancel_task(actor=office.head, task_id=task.pk, seen_seq=None, reason="x")
    with pytest.raises(ReasonMissing):
        cancel_task(actor=office.leader, task_id=task.pk, seen_seq=None, reason="")
    assert fresh(task).state == TaskState.DOING
    cancel_task(actor=office.leader, task_id=task.pk, seen_seq=None, reason="Thay bằng nhiệm vụ khác")
    with pytest.raises(NotInThisState):
        cancel_task(actor=office.leader, task_id=task.pk, seen_seq=None, reason="x")


def test_a_task_handed_back_goes_to_another_unit_and_its_story_stays_whole(office: Office) -> None:
    task = make_accepted(office)
    hand_back(actor=office.officer, task_id=task.pk, seen_seq=None, reason="a")
    hand_back(actor=office.head, task_id=task.pk, seen_seq=None, reason="b")
    change_main(actor=office.leader, task_id=task.pk, seen_seq=None, unit_id=office.units["phuong-kt"], account_id=None, reason="Đúng lĩnh vực")
    moved = fresh(task)
    assert (moved.state, moved.main_unit_id, moved.case.holder_unit_id) == (TaskState.WAITING, office.units["phuong-kt"], office.units["phuong-kt"])
    economist = office.actor("truongkinhte")
    accept_task(actor=economist, task_id=task.pk, seen_seq=None, holder_id=office.accounts["truongkinhte"])
    assert replay(CaseEvent.objects.filter(case=task.case)) == standing(Case.objects.get(pk=task.case_id))


def test_chu_tri_changes_only_by_the_giver_among_units_of_a_kind_and_asks_for_open_parts(office: Office) -> None:
    task = make_task(office)
    part = split(office, task)
    target = {"unit_id": office.units["phuong-kt"], "account_id": None, "reason": "Đổi đơn vị"}
    with pytest.raises(NotTheGiver):
        change_main(actor=office.head, task_id=task.pk, seen_seq=None, **target)
    with pytest.raises(MainOfOtherKind):
        change_main(actor=office.leader, task_id=task.pk, seen_seq=None, **(target | {"unit_id": office.units["phuong"]}))
    with pytest.raises(PartsOpenAsk):
        change_main(actor=office.leader, task_id=task.pk, seen_seq=None, **target)
    assert fresh(task).main_unit_id == office.units["phuong-vp"]
    change_main(actor=office.leader, task_id=task.pk, seen_seq=None, with_parts=True, **target)
    assert (fresh(task).main_unit_id, fresh(part).state) == (office.units["phuong-kt"], TaskState.CANCELLED)


def test_the_head_gives_it_to_another_person_with_a_reason(office: Office) -> None:
    task = make_accepted(office)
    with pytest.raises(NotTheDoer):
        reassign_person(actor=office.officer, task_id=task.pk, seen_seq=None, holder_id=office.accounts["chuyenvien2"], reason="x")
    with pytest.raises(ReasonMissing):
        reassign_person(actor=office.head, task_id=task.pk, seen_seq=None, holder_id=office.accounts["chuyenvien2"], reason="")
    reassign_person(actor=office.head, task_id=task.pk, seen_seq=None, holder_id=office.accounts["vanthu"], reason="Nghỉ phép")
    moved = fresh(task)
    assert (moved.state, moved.main_account_id, moved.case.holder_id) == (TaskState.DOING, office.accounts["vanthu"], office.accounts["vanthu"])
    complete_task(actor=office.registry, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.CONFIRM


def test_a_part_moves_within_its_tree_without_loops_and_keeps_its_story(office: Office) -> None:
    task = make_task(office)
    one, two = split(office, task, days=4), split(office, task, "chuyenvien2", days=4)
    below = split(office, one, "chuyenvien2", days=2)
    other = make_task(office)

    def move(part: Task, under: Task, reason: str = "Gộp đầu mối") -> Task:
        return move_part(actor=office.head, task_id=part.pk, seen_seq=None, parent_id=under.pk, reason=reason)

    for part, under in ((one, one), (one, below), (one, other), (task, other)):
        with pytest.raises(LoopRefused):
            move(part, under)
    with pytest.raises(PartDueLate):
        move(two, below)
    with pytest.raises(ReasonMissing):
        move(below, two, " ")
    with pytest.raises(NotTheDoer):
        move_part(actor=office.officer, task_id=below.pk, seen_seq=None, parent_id=two.pk, reason="x")
    assert fresh(below).parent_id == one.pk
    move(below, two)
    assert fresh(below).parent_id == two.pk
    story = CaseEvent.objects.filter(case=below.case).values_list("action", flat=True)
    assert list(story) == ["given", "moved_under"]
