"""Who does a task: accepted and handed out, handed back, given to others, taken back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor, Seat
from congso.domains.tasks.enums import UNDER_WAY, TaskState
from congso.domains.tasks.errors import MainOfOtherKind, NotTheDoer, PersonNotThere
from congso.domains.tasks.models import Task
from congso.domains.tasks.policies import leads, require_can_give, require_giver
from congso.domains.tasks.services.common import (
    doers_of,
    end,
    end_parts,
    lead_role,
    lock_task,
    require_parts_ended,
    require_state,
    settle,
    step_of,
    tell,
)
from congso.domains.tasks.services.giving import place
from congso.domains.tasks.task_process import DOERS, LEAD, doing_steps, way_back, way_on
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing, WayNotOpen
from congso.foundation.casework.models import StepKind
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import follow, reassign
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

ANYBODY = 0
"""Chosen instead of a person: whoever of the unit takes it up."""


def role_in(unit_id: int, account_id: int) -> str:
    """In which role a person of the unit would do a task: ``lead`` for its head. Raises PersonNotThere."""
    lead = lead_role(unit_id)
    if account_id == ANYBODY:
        found = next((role for role in DOERS if holders(role=role, unit_id=unit_id)), "")
    else:
        roles = (lead, *DOERS)
        found = next((role for role in roles if account_id in {each for each, _who in holders(role=role, unit_id=unit_id)}), "")
    if not found:
        raise PersonNotThere(field="holder", unit=tree().name(unit_id))
    return LEAD if found == lead else found


def accept_task(*, actor: Actor, task_id: UUID, seen_seq: int | None, holder_id: int, note: str = "") -> Task:
    """The head accepts a task and gives it to a person of the unit, to all of it, or keeps it (nhận, phân công).

    Raises NotVisible, NotYourStep, NotInThisState, PersonNotThere, CaseMoved.
    """
    with write_action("tasks.accept_task", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        require_can_act(actor, task.case)
        require_state(task, TaskState.WAITING)
        who, step = role_in(task.main_unit_id, holder_id), step_of(task)
        assert step is not None
        task.case.facts = {**task.case.facts, "doer": who}
        role = lead_role(task.main_unit_id) if who == LEAD else who
        way = way_on(definition(task.case.version_id), step, task.case.facts, role=role)
        if way is None:
            raise WayNotOpen(step=step.name)
        follow(action, task.case, way_code=way.code, holder_id=holder_id or None, note=note)
        task.main_account_id = holder_id or None
        settle(task, "main_account_id")
        tell(action, task, doers_of(task), _("Được phân công nhiệm vụ"))
        action.record(task, number=task.number, holder=holder_id)
    return task


def reassign_person(*, actor: Actor, task_id: UUID, seen_seq: int | None, holder_id: int, reason: str) -> Task:
    """The head gives a task under way to another person of the unit (phân công lại), with a reason.

    Raises NotVisible, NotTheDoer, NotInThisState, PersonNotThere, ReasonMissing, CaseMoved.
    """
    with write_action("tasks.reassign_person", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        if not leads(actor, task):
            raise NotTheDoer
        require_state(task, TaskState.DOING)
        former = doers_of(task)
        _put(action, task, role_in(task.main_unit_id, holder_id), holder_id or None, reason)
        settle(task, "main_account_id")
        tell(action, task, doers_of(task), _("Được phân công nhiệm vụ"))
        tell(action, task, [each for each in former if each not in doers_of(task)], _("Nhiệm vụ chuyển người khác thực hiện"))
        action.record(task, number=task.number, holder=holder_id, reason=reason.strip())
    return task


def _put(action: WriteAction, task: Task, who: str, holder_id: int | None, reason: str, unit_id: int | None = None) -> None:
    """Put a task into the hands of a person or unit, wherever it was."""
    process = definition(task.case.version_id)
    role = lead_role(unit_id or task.main_unit_id) if who == LEAD else who
    wanted = [step for step in doing_steps(process) if step.role == role]
    if who == LEAD and unit_id is not None:
        wanted = [step for step in process.steps.values() if step.kind == StepKind.ASSIGN]
    if not wanted:
        raise PersonNotThere(field="holder", unit=tree().name(unit_id or task.main_unit_id))
    task.case.facts = {**task.case.facts, "doer": who}
    reassign(action, task.case, step_id=wanted[0].id, holder_id=holder_id, note=reason, division_id=unit_id)
    task.main_account_id, task.completed_at = holder_id, None


def hand_back(*, actor: Actor, task_id: UUID, seen_seq: int | None, reason: str) -> Task:
    """Hand a task back with a reason (trả lại): the person to the head, the head to whoever gave it.

    Raises NotVisible, NotYourStep, NotInThisState, ReasonMissing, PartsOpen, CaseMoved.
    """
    with write_action("tasks.hand_back", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq, with_tree=True)
        require_can_act(actor, task.case)
        require_state(task, *UNDER_WAY)
        step = step_of(task)
        assert step is not None
        way = way_back(step, task.case.facts)
        if way is None:
            raise WayNotOpen(step=step.name)
        if definition(task.case.version_id).step(way.target_id).kind == StepKind.INTAKE:
            require_parts_ended(task)
        follow(action, task.case, way_code=way.code, note=reason)
        task.main_account_id = None
        settle(task, "main_account_id")
        tell(action, task, [*doers_of(task), task.given_by], _("Nhiệm vụ bị trả lại"))
        action.record(task, number=task.number, reason=reason.strip())
    return task


def change_main(
    *, actor: Actor, task_id: UUID, seen_seq: int | None, unit_id: int, account_id: int | None, reason: str, with_parts: bool = False
) -> Task:
    """Whoever gave a task gives it to another unit or person (chuyển chủ trì), also one that was handed back.

    Open parts end with the change when that is said. Raises NotVisible, NotTheGiver, MayNotGiveThere, NotInThisState, PersonNotThere, MainOfOtherKind,
    PartsOpenAsk, ReasonMissing, CaseMoved.
    """
    with write_action("tasks.change_main", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq, with_tree=True)
        require_giver(actor, task)
        require_state(task, *UNDER_WAY, TaskState.RETURNED, TaskState.CONFIRM)
        seat = _seat_of_giver(actor, task, unit_id)
        if lead_role(unit_id) != lead_role(task.main_unit_id):
            raise MainOfOtherKind
        if not reason.strip():
            raise ReasonMissing(field="reason")
        _end_parts(action, task, reason, with_parts=with_parts)
        former = doers_of(task)
        facts = place(seat, unit_id, account_id)
        task.case.facts = {**task.case.facts, **facts}
        _put(action, task, facts["to"], account_id, reason, unit_id)
        settle(task, "main_account_id", "completed_at")
        task.helpers.filter(unit_id=unit_id, withdrawn_at=None).update(withdrawn_at=action.at)
        tell(action, task, doers_of(task), _("Được giao nhiệm vụ"))
        tell(action, task, [each for each in former if each not in doers_of(task)], _("Nhiệm vụ chuyển người khác thực hiện"))
        action.record(task, number=task.number, unit=unit_id, holder=account_id, reason=reason.strip())
    return task


def _seat_of_giver(actor: Actor, task: Task, unit_id: int) -> Seat:
    """The right to give there, in the role in which the task was given: its process knows no other."""
    seat = require_can_give(actor, unit_id)
    return Seat(seat.position_id, task.given_unit_id, task.given_role, seat.title, seat.on_behalf_of)


def _end_parts(action: WriteAction, task: Task, reason: str, *, with_parts: bool) -> None:
    if with_parts:
        end_parts(action, task, reason.strip())
    else:
        require_parts_ended(task, ask=True)


def cancel_task(*, actor: Actor, task_id: UUID, seen_seq: int | None, reason: str, with_parts: bool = False) -> Task:
    """Take a task back for good (thu hồi, hủy nhiệm vụ), with a reason; open parts end with it when that is said.

    Raises NotVisible, NotTheGiver, NotInThisState, ReasonMissing, PartsOpenAsk, CaseMoved.
    """
    with write_action("tasks.cancel_task", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq, with_tree=True)
        require_giver(actor, task)
        if not task.is_open:
            require_state(task, *UNDER_WAY)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        _end_parts(action, task, reason, with_parts=with_parts)
        people = doers_of(task)
        end(action, task, outcome="cancelled", name="cancelled", reason=reason.strip())
        tell(action, task, [*people, task.followed_by], _("Nhiệm vụ kết thúc, thu hồi"))
    return task
