"""Tasks in the small province's ward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office
from congso.domains.tasks.models import Task
from congso.domains.tasks.services import (
    ReportIn,
    TaskIn,
    accept_task,
    complete_task,
    confirm_completion,
    give_task,
)
from congso.foundation.calendar.queries import schedule_for


def working_day(after: int) -> date:
    """The working day so many working days from today."""
    return schedule_for(None).add_working_days(clock.today(), after)


def make_in(office: Office, **changes: Any) -> TaskIn:
    """What the leader's screen sends: the ward's office, five working days."""
    values: dict[str, Any] = {
        "key": uuid4(), "title": "Rà soát hồ sơ hộ tịch năm 2025", "main_unit_id": office.units["phuong-vp"], "due_on": working_day(5),
    }  # fmt: skip
    return TaskIn(**(values | changes))


def make_task(office: Office, **changes: Any) -> Task:
    """A task of the ward's chairwoman, given to its office."""
    return give_task(actor=office.leader, task=make_in(office, **changes))


def make_accepted(office: Office, task: Task | None = None, **changes: Any) -> Task:
    """Accepted by the head and given to the officer."""
    task = task or make_task(office, **changes)
    return accept_task(actor=office.head, task_id=task.pk, seen_seq=None, holder_id=office.accounts["chuyenvien"])


def make_reported(office: Office, task: Task | None = None, **changes: Any) -> Task:
    """Done by the officer, confirmed by the head: the leader is to judge."""
    task = task or make_accepted(office, **changes)
    complete_task(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Đã rà soát xong."))
    return confirm_completion(actor=office.head, task_id=task.pk, seen_seq=None)


def fresh(task: Task) -> Task:
    """The task with its case as stored."""
    return Task.objects.select_related("case", "parent").get(pk=task.pk)


def yesterday() -> date:
    """The day before today."""
    return clock.today() - timedelta(days=1)
