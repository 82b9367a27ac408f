"""More time for a task: asked, granted, refused; every wish and the first due day are kept."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.tasks.deadline import due_moment
from congso.domains.tasks.enums import UNDER_WAY, ExtensionState, TaskState
from congso.domains.tasks.errors import ExtensionAnswered, ExtensionWaiting, NewDueNotLater, PartDueLate
from congso.domains.tasks.models import Extension, Task
from congso.domains.tasks.policies import require_doer, require_giver
from congso.domains.tasks.services.common import day_of, doers_of, lock_task, require_state, tell
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.services import Happening, extend, note_event


def ask_extension(*, actor: Actor, task_id: UUID, seen_seq: int | None, new_due_on: date, reason: str) -> Extension:
    """Who does the task, or the head of its unit, asks for a later day (đề nghị gia hạn).

    Raises NotVisible, NotTheDoer, NotInThisState, NewDueNotLater, ReasonMissing, ExtensionWaiting, CaseMoved.
    """
    with write_action("tasks.ask_extension", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        require_doer(actor, task)
        row = _wish(action, task, new_due_on, reason)
        row.save()
        data = {"new_due_at": row.new_due_at.isoformat()}
        note_event(action, task.case, Happening("extension_asked", note=_words(row.new_due_at, row.reason), data=data))
        tell(action, task, [task.given_by, task.followed_by], _("Đề nghị gia hạn nhiệm vụ"))
        action.record(task, number=task.number, due_at=row.new_due_at, reason=row.reason)
    return row


def _wish(action: WriteAction, task: Task, new_due_on: date, reason: str) -> Extension:
    require_state(task, *UNDER_WAY, TaskState.CONFIRM)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    new_due_at = due_moment(task.main_unit_id, new_due_on)
    if new_due_at <= task.due_at or new_due_at <= action.at:
        raise NewDueNotLater(field="new_due_on", due=day_of(task))
    if task.extensions.filter(state=ExtensionState.ASKED).exists():
        raise ExtensionWaiting
    return Extension(
        task=task, asked_at=action.at, asked_by=action.actor.account_id, asked_by_name=action.actor.name, due_before=task.due_at,
        new_due_at=new_due_at, reason=nfc(reason.strip()),
    )  # fmt: skip


def _words(new_due_at: datetime, reason: str) -> str:
    return _("Đến %(day)s: %(reason)s") % {"day": f"{clock.local(new_due_at):%d/%m/%Y}", "reason": reason}


def answer_extension(*, actor: Actor, extension_id: int, seen_seq: int | None, granted: bool, answer: str = "") -> Extension:
    """Whoever gave the task grants or refuses a later day; a refusal says why (đồng ý, không đồng ý gia hạn).

    Raises NotVisible, NotTheGiver, ExtensionAnswered, NotInThisState, NewDueNotLater, PartDueLate, ReasonMissing, CaseMoved.
    """
    with write_action("tasks.answer_extension", actor=actor) as action:
        found = Extension.objects.filter(pk=extension_id).values_list("task_id", flat=True).first()
        if found is None:
            raise NotVisible
        task = lock_task(action, found, seen_seq)
        require_giver(actor, task)
        row = Extension.objects.get(pk=extension_id)
        if row.state != ExtensionState.ASKED:
            raise ExtensionAnswered
        if not granted and not answer.strip():
            raise ReasonMissing(field="answer")
        _answer(action, task, row, granted=granted, answer=answer)
        titles = {True: _("Đồng ý gia hạn nhiệm vụ"), False: _("Không đồng ý gia hạn nhiệm vụ")}
        tell(action, task, [row.asked_by, *doers_of(task), task.followed_by], titles[granted])
        action.record(task, number=task.number, outcome=row.state, due_at=task.due_at, reason=row.answer)
    return row


def extend_task(*, actor: Actor, task_id: UUID, seen_seq: int | None, new_due_on: date, reason: str) -> Extension:
    """Whoever gave the task sets a later day unasked (gia hạn). Raises NotVisible, NotTheGiver and what asking and answering raise."""
    with write_action("tasks.extend_task", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        require_giver(actor, task)
        row = _wish(action, task, new_due_on, reason)
        _answer(action, task, row, granted=True, answer="")
        tell(action, task, [*doers_of(task), task.followed_by], _("Đồng ý gia hạn nhiệm vụ"))
        action.record(task, number=task.number, due_at=task.due_at, reason=row.reason)
    return row


def _answer(action: WriteAction, task: Task, row: Extension, *, granted: bool, answer: str) -> None:
    row.state = ExtensionState.GRANTED if granted else ExtensionState.REFUSED
    row.answered_at, row.answered_by_name, row.answer = action.at, action.actor.name, nfc(answer.strip())
    if granted:
        _grant(action, task, row)
    else:
        note_event(action, task.case, Happening("extension_refused", note=row.answer))
    row.save()


def _grant(action: WriteAction, task: Task, row: Extension) -> None:
    """The engine's extension; a part is never due after the whole."""
    require_state(task, *UNDER_WAY, TaskState.CONFIRM)
    if row.new_due_at <= max(action.at, task.due_at):
        raise NewDueNotLater(field="new_due_on", due=day_of(task))
    if task.parent is not None and row.new_due_at > task.parent.due_at:
        raise PartDueLate(field="new_due_on", due=day_of(task.parent))
    extend(action, task.case, new_due_at=row.new_due_at, reason=_words(row.new_due_at, row.reason))
    task.due_at = row.new_due_at
    task.save(update_fields=["due_at"])
