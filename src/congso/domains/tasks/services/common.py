"""What every service of this room does: lock, tell, keep the row in step with its case."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.tasks.enums import ENDED, ExtensionState, TaskState
from congso.domains.tasks.errors import NotInThisState, PartsOpen, PartsOpenAsk
from congso.domains.tasks.models import Task
from congso.domains.tasks.policies import require_visible
from congso.domains.tasks.task_process import STATE_OF
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.definitions import StepDefinition, definition
from congso.foundation.casework.models import CaseState, StepKind
from congso.foundation.casework.services import close, lock_case, require_fresh
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

SHOWN_PARTS = 3
"""Open parts named in a refusal; the others are counted."""


def lock_task(action: WriteAction, task_id: UUID, seen_seq: int | None, *, with_tree: bool = False) -> Task:
    """The task with its case, locked: first the root when the tree itself may change, then the case, then the row.

    Raises NotVisible, CaseMoved.
    """
    seen = require_visible(action.actor, task_id)
    if with_tree:
        Task.objects.select_for_update(no_key=True).get(pk=seen.root_id)
    case = lock_case(seen.case_id)
    task = Task.objects.select_for_update(no_key=True).get(pk=task_id)
    require_fresh(case, seen_seq)
    task.case = case
    return task


def step_of(task: Task) -> StepDefinition | None:
    """The step in which the task is; None when it has ended."""
    step_id = task.case.step_id
    return definition(task.case.version_id).step(step_id) if step_id else None


def require_state(task: Task, *states: TaskState) -> None:
    """Refuse what cannot be done where the task stands; raises NotInThisState."""
    if task.state not in states:
        raise NotInThisState(state=TaskState(task.state).label)


def settle(task: Task, *fields: str) -> None:
    """Keep the row's state in step with the case's, and store it with further fields."""
    step = step_of(task)
    if step is not None:
        task.state = STATE_OF[StepKind(step.kind)]
    task.save(update_fields=["state", *fields])


def lead_role(unit_id: int) -> str:
    """Who heads a unit: an agency its leaders, a division its head."""
    node = tree().nodes.get(unit_id)
    return "leader" if node is not None and node.is_agency else "head"


def leaders_of(unit_id: int) -> list[int]:
    """Who is told of what a unit gets: its head, or everybody where there is none."""
    found = holders(role=lead_role(unit_id), unit_id=unit_id) or holders(role="", unit_id=unit_id)
    return [account for account, _who in found]


def doers_of(task: Task) -> list[int]:
    """Who is told that a task lies with them: the person, else the unit's people with the step's role."""
    if task.case.holder_id is not None:
        return [task.case.holder_id]
    step = step_of(task)
    return [account for account, _who in holders(role=step.role, unit_id=task.case.holder_unit_id)] if step else []


def tell(action: WriteAction, task: Task, people: Iterable[int | None], title: str) -> None:
    """Put a notice before people, each once, not before whoever acts."""
    wanted = dict.fromkeys(each for each in people if each is not None and each != action.actor.account_id)
    url = reverse("tasks:page", args=[task.pk])
    write_notices(action, [NoticeIn(each, "tasks.told", f"{title}: {task.number}", task.title, url, task.case_id) for each in wanted])


def day_of(task: Task) -> str:
    """The due day as the sentences write it."""
    return f"{clock.local(task.due_at):%d/%m/%Y}"


def open_parts(task: Task) -> list[Task]:
    """Direct parts that have not ended."""
    return list(Task.objects.filter(parent_id=task.pk).exclude(state__in=ENDED).order_by("pk"))


def require_parts_ended(task: Task, *, ask: bool = False) -> None:
    """Refuse to end a task whose parts are open; ``ask``: the person may say that they end with it."""
    found = open_parts(task)
    if found:
        named = ", ".join(f"{part.number} {part.title[:60]}" for part in found[:SHOWN_PARTS])
        raise (PartsOpenAsk if ask else PartsOpen)(
            field="with_parts" if ask else None, count=len(found), names=named + (", …" if len(found) > SHOWN_PARTS else "")
        )


def end_parts(action: WriteAction, task: Task, reason: str) -> int:
    """End the open parts below a task with it, from the top down; how many. The tree is locked."""
    ended = 0
    for part in open_parts(task):
        part.case = lock_case(part.case_id)
        part.refresh_from_db(fields=["state"])
        if part.case.state != CaseState.CLOSED:
            people = doers_of(part)
            end(action, part, outcome="ended_with_parent", name="ended_with_parent", reason=reason)
            tell(action, part, [*people, part.given_by], _("Nhiệm vụ kết thúc, thu hồi"))
            ended += 1
        ended += end_parts(action, part, reason)
    return ended


def end(action: WriteAction, task: Task, *, outcome: str, name: str, reason: str) -> None:
    """Close a task that is not finished; wishes for more time lapse."""
    close(action, task.case, outcome=outcome, name=name, note=reason, public=False, by_sender=True)
    lapse_wishes(task)
    task.state, task.ended_at = TaskState.CANCELLED, action.at
    task.save(update_fields=["state", "ended_at"])
    action.record(task, number=task.number, outcome=outcome, reason=reason)


def lapse_wishes(task: Task) -> None:
    """A wish for more time that waits is no longer needed."""
    task.extensions.filter(state=ExtensionState.ASKED).update(state=ExtensionState.LAPSED)
