"""More time: asked by who does it, answered by who gave it; every wish and the first day stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.tasks.enums import ExtensionState, TaskState
from congso.domains.tasks.errors import (
    ExtensionAnswered,
    ExtensionWaiting,
    NewDueNotLater,
    NotInThisState,
    NotTheDoer,
    NotTheGiver,
    PartDueLate,
)
from congso.domains.tasks.models import Extension, Task
from congso.domains.tasks.services import (
    ReportIn,
    answer_extension,
    ask_extension,
    complete_task,
    extend_task,
    split_task,
)
from congso.foundation.casework.errors import CaseMoved, ReasonMissing
from congso.foundation.casework.models import CaseExtension
from congso.foundation.notifications.models import Notice
from tests.tasks.makers import fresh, make_accepted, make_in, make_reported, make_task, working_day


def ask(office: Office, task: Task, day: date, reason: str = "Chờ số liệu") -> Extension:
    return ask_extension(actor=office.officer, task_id=task.pk, seen_seq=None, new_due_on=day, reason=reason)


def test_granted_it_moves_the_due_day_and_the_first_one_stays(office: Office) -> None:
    task = make_accepted(office)
    row = ask(office, task, working_day(8))
    assert (fresh(task).due_at, row.state) == (task.due_at, ExtensionState.ASKED)
    answer_extension(actor=office.leader, extension_id=row.pk, seen_seq=None, granted=True)
    later = fresh(task)
    assert clock.local(later.due_at).date() == working_day(8)
    assert (later.original_due_at, later.case.due_at) == (task.due_at, later.due_at)
    kept = CaseExtension.objects.get(case=task.case)
    assert (kept.previous_due_at, kept.new_due_at) == (task.due_at, later.due_at)
    told = Notice.objects.filter(account_id=office.accounts["chuyenvien"]).values_list("title", flat=True)
    assert f"Đồng ý gia hạn nhiệm vụ: {task.number}" in list(told)


def test_refused_it_says_why_and_moves_nothing(office: Office) -> None:
    task = make_accepted(office)
    row = ask(office, task, working_day(8))
    with pytest.raises(ReasonMissing):
        answer_extension(actor=office.leader, extension_id=row.pk, seen_seq=None, granted=False, answer=" ")
    answer_extension(actor=office.leader, extension_id=row.pk, seen_seq=None, granted=False, answer="Việc gấp")
    assert fresh(task).due_at == task.due_at
    with pytest.raises(ExtensionAnswered):
        answer_extension(actor=office.leader, extension_id=row.pk, seen_seq=None, granted=True)
    ask(office, task, working_day(9))
    assert list(Extension.objects.values_list("state", flat=True)) == [ExtensionState.REFUSED, ExtensionState.ASKED]


def test_what_cannot_be_asked(office: Office) -> None:
    task = make_accepted(office)
    for day in (working_day(5), working_day(4)):
        with pytest.raises(NewDueNotLater):
            ask(office, task, day)
    with pytest.raises(ReasonMissing):
        ask(office, task, working_day(8), " ")
    with pytest.raises(NotTheDoer):
        ask_extension(actor=office.leader, task_id=task.pk, seen_seq=None, new_due_on=working_day(8), reason="x")
    with pytest.raises(NotVisible):
        ask_extension(actor=office.clerk, task_id=task.pk, seen_seq=None, new_due_on=working_day(8), reason="x")
    assert not Extension.objects.exists()
    ask(office, task, working_day(8))
    with pytest.raises(ExtensionWaiting):
        ask(office, task, working_day(9))


def test_only_the_giver_answers_and_of_two_at_once_one(office: Office) -> None:
    task = make_accepted(office)
    row = ask(office, task, working_day(8))
    with pytest.raises(NotTheGiver):
        answer_extension(actor=office.head, extension_id=row.pk, seen_seq=None, granted=True)
    seen = fresh(task).case.seq
    answer_extension(actor=office.leader, extension_id=row.pk, seen_seq=seen, granted=True)
    with pytest.raises(CaseMoved):
        answer_extension(actor=office.leader, extension_id=row.pk, seen_seq=seen, granted=False, answer="Không")
    assert fresh(task).due_at > task.due_at


def test_a_part_is_never_extended_beyond_the_whole(office: Office) -> None:
    whole = make_task(office)
    part = split_task(actor=office.head, parent_id=whole.pk, seen_seq=None,
                      part=make_in(office, main_account_id=office.accounts["chuyenvien"], due_on=working_day(3)))  # fmt: skip
    row = ask(office, part, working_day(6))
    with pytest.raises(PartDueLate):
        answer_extension(actor=office.head, extension_id=row.pk, seen_seq=None, granted=True)
    assert Extension.objects.get().state == ExtensionState.ASKED
    extend_task(actor=office.leader, task_id=whole.pk, seen_seq=None, new_due_on=working_day(7), reason="Thêm thời gian")
    answer_extension(actor=office.head, extension_id=row.pk, seen_seq=None, granted=True)
    assert clock.local(fresh(part).due_at).date() == working_day(6)


def test_the_giver_gives_more_time_unasked_also_when_it_is_overdue(office: Office) -> None:
    task = make_accepted(office)
    with clock.at(task.due_at + timedelta(days=2)):
        with pytest.raises(NotTheGiver):
            extend_task(actor=office.head, task_id=task.pk, seen_seq=None, new_due_on=working_day(5), reason="x")
        extend_task(actor=office.leader, task_id=task.pk, seen_seq=None, new_due_on=working_day(5), reason="Lý do khách quan")
    assert Extension.objects.get().state == ExtensionState.GRANTED


def test_a_wish_lapses_when_the_task_is_reported_done(office: Office) -> None:
    task = make_accepted(office)
    row = ask(office, task, working_day(8))
    make_reported(office, task)
    row.refresh_from_db()
    assert (row.state, fresh(task).state) == (ExtensionState.LAPSED, TaskState.REVIEW)
    with pytest.raises(NotInThisState):
        ask_extension(actor=office.head, task_id=task.pk, seen_seq=None, new_due_on=working_day(9), reason="x")


def test_completion_waits_for_nothing_else(office: Office) -> None:
    task = make_accepted(office)
    ask(office, task, working_day(8))
    complete_task(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    assert fresh(task).state == TaskState.CONFIRM
