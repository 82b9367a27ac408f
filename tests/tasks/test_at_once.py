"""Two at once: whoever acts on a page that was overtaken is told so, whatever they press, and nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from congso.domains.dossiers.tests.makers import Office
from congso.domains.tasks import services
from congso.domains.tasks.models import Extension, Report, Task, TaskDocument
from congso.domains.tasks.services import ReportIn
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.casework.errors import CaseMoved
from congso.foundation.casework.models import Case
from tests.tasks.makers import fresh, make_accepted, make_reported, make_task, working_day

Press = Callable[[Office, Task], Any]


def stale(service: Callable[..., Any], who: str, **said: Any) -> Press:
    """Press with the state before the last event."""

    def press(office: Office, task: Task) -> Any:
        values = {key: value(office, task) if callable(value) else value for key, value in said.items()}
        return service(actor=office.actor(who), task_id=task.pk, seen_seq=fresh(task).case.seq - 1, **values)

    return press


def account(name: str) -> Callable[[Office, Task], int]:
    return lambda office, _task: office.accounts[name]


def unit(name: str) -> Callable[[Office, Task], int]:
    return lambda office, _task: office.units[name]


CASES: dict[str, tuple[Callable[[Office], Task], Press]] = {
    "accept": (make_task, stale(services.accept_task, "truongphong", holder_id=account("chuyenvien"))),
    "reassign": (make_accepted, stale(services.reassign_person, "truongphong", holder_id=account("chuyenvien2"), reason="x")),
    "hand_back": (make_accepted, stale(services.hand_back, "chuyenvien", reason="x")),
    "change_main": (make_accepted, stale(services.change_main, "lanhdao", unit_id=unit("phuong-kt"), account_id=None, reason="x")),
    "cancel": (make_accepted, stale(services.cancel_task, "lanhdao", reason="x")),
    "report": (make_accepted, stale(services.report_progress, "chuyenvien", report=ReportIn("x", 10))),
    "complete": (make_accepted, stale(services.complete_task, "chuyenvien", report=ReportIn("x"))),
    "more": (make_reported, stale(services.ask_for_more, "lanhdao", reason="x")),
    "evaluate": (make_reported, stale(services.evaluate_task, "lanhdao", quality="good")),
    "ask_extension": (make_accepted, stale(services.ask_extension, "chuyenvien", new_due_on=lambda *_each: working_day(9), reason="x")),
    "extend": (make_accepted, stale(services.extend_task, "lanhdao", new_due_on=lambda *_each: working_day(9), reason="x")),
    "link": (make_accepted, stale(services.link_document, "truongphong", number="1/BC")),
    "move": (make_accepted, stale(services.move_part, "truongphong", parent_id=lambda _office, task: task.pk, reason="x")),
}


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Task, Case, Report, Extension, TaskDocument)]


@pytest.mark.parametrize("name", CASES)
def test_who_was_overtaken_is_told_and_nothing_moves(office: Office, name: str) -> None:
    make, press = CASES[name]
    task, refused = make(office), AuditEntry.objects.filter(outcome=Outcome.REFUSED).count()
    before = everything()
    with pytest.raises(CaseMoved):
        press(office, task)
    assert everything() == before
    assert AuditEntry.objects.filter(outcome=Outcome.REFUSED).count() == refused + 1


def test_every_service_that_can_be_overtaken_is_asked_here_or_with_its_story() -> None:
    elsewhere = {"split_task", "answer_extension", "give_task", "note_figures_taken", "confirm_completion", "ReportIn", "TaskIn"}
    assert len(services.__all__) == len(CASES) + len(elsewhere)


def test_the_confirmation_is_overtaken_too(office: Office) -> None:
    task = make_accepted(office)
    services.complete_task(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Xong."))
    seen = fresh(task).case.seq
    services.report_progress(actor=office.head, task_id=task.pk, seen_seq=None, report=ReportIn("Đang xem.", 100))
    with pytest.raises(CaseMoved):
        services.confirm_completion(actor=office.head, task_id=task.pk, seen_seq=seen)
