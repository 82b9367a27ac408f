"""Cases go from step to step, from hand to hand, back again, and end."""

from __future__ import annotations

from datetime import datetime

from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework import deadlines
from congso.foundation.casework.definitions import StepDefinition, Way, definition
from congso.foundation.casework.errors import NothingToUndo, ReasonMissing, WaitingForOthers, WayNotOpen
from congso.foundation.casework.models import Case, CaseEvent, CasePause, CaseState
from congso.foundation.casework.placing import require_somebody, unit_of_step
from congso.foundation.casework.policies import require_can_act, require_can_assign, require_can_see
from congso.foundation.casework.services.writing import Happening, Standing, require_open, write


def follow(
    action: WriteAction, case: Case, *, way_code: str, holder_id: int | None = None, note: str = "",
    division_id: int | None = None, public: bool = False, name: str = "forwarded",
) -> CaseEvent:  # fmt: skip
    """Move a case on along a way of its process (chuyển bước, phân công, trả lại).

    ``holder_id`` names a person of the next unit; ``division_id`` the division that gets the work; ``name`` is
    what a module calls going on from this step. Raises
    NotYourStep, WayNotOpen, ReasonMissing, WaitingForOthers, NobodyThere, HolderNotFit.
    """
    require_open(case)
    seat = require_can_act(action.actor, case)
    step, way = _way(case, way_code)
    if way.is_return and not note.strip():
        raise ReasonMissing(field="note")
    if not way.is_return:
        require_nobody_awaited(case)
    before, entered, division = Standing.of(case), case.step_entered_at, case.division_id
    if division_id is not None:
        case.division_id = division_id
    what = Happening("returned" if way.is_return else name, seat=seat, note=note.strip(), is_public=public)
    what.data = {"way": way.code, "entered_at": entered.isoformat(), "division": division, **_due_data(case)}
    _leave(action, case, step, what)
    if way.target_id is None:
        raise WayNotOpen(step=step.name)
    target = definition(case.version_id).step(way.target_id)
    holder_id = holder_id or (_last_holder(case, target) if way.is_return else None)
    _enter(action, case, target, holder_id)
    return write(action, case, before, what)


def _way(case: Case, way_code: str) -> tuple[StepDefinition, Way]:
    step = definition(case.version_id).step(case.step_id)
    found = next((way for way in step.ways_for(case.facts) if way.code == way_code), None)
    if found is None:
        raise WayNotOpen(step=step.name)
    return step, found


def _due_data(case: Case) -> dict[str, str | None]:
    return {"step_due_at": case.step_due_at.isoformat() if case.step_due_at else None}


def _leave(action: WriteAction, case: Case, step: StepDefinition, what: Happening) -> None:
    pauses = list(CasePause.objects.filter(case_id=case.pk, ended_at__gt=case.step_entered_at)) if case.facts.get(
        "was_paused"
    ) else []  # fmt: skip
    what.allotted_minutes = step.allotted_minutes or None
    what.used_minutes = deadlines.used_minutes(case.holder_unit_id, case.step_entered_at, action.at, pauses)


def _enter(action: WriteAction, case: Case, target: StepDefinition, holder_id: int | None) -> None:
    unit_id = unit_of_step(case, target)
    require_somebody(target, unit_id, holder_id)
    case.step_id, case.holder_unit_id, case.holder_id = target.id, unit_id, holder_id
    case.step_entered_at = action.at
    case.step_due_at = deadlines.step_due(unit_id, action.at, target.allotted_minutes)


def _last_holder(case: Case, target: StepDefinition) -> int | None:
    """Who had the step before: what is sent back goes to the same person, if they still hold the role."""
    last = (
        CaseEvent.objects.filter(case_id=case.pk, from_step_id=target.id, action="forwarded")
        .exclude(from_holder_id=None, actor_id=None)
        .order_by("-seq")
        .first()
    )
    if last is None:
        return None
    person = last.from_holder_id or last.actor_id
    try:
        require_somebody(target, unit_of_step(case, target), person)
    except Exception as error:
        if getattr(error, "code", "") != "holder_not_fit":
            raise
        return None
    return person


def require_nobody_awaited(case: Case) -> None:
    """Refuse to go on while consultations or handed-over parts are open."""
    waiting = Case.objects.filter(parent_id=case.pk).exclude(state=CaseState.CLOSED).count()
    if waiting:
        raise WaitingForOthers(count=waiting)


def assign(action: WriteAction, case: Case, *, holder_id: int | None, reason: str = "") -> CaseEvent:
    """Give the present step to another person of the unit, or to all of them (phân công lại).

    A change of hands that were already named needs a reason. Raises NotAllowed, ReasonMissing, HolderNotFit.
    """
    require_open(case)
    require_can_assign(action.actor, case)
    step = definition(case.version_id).step(case.step_id)
    if case.holder_id is not None and not reason.strip():
        raise ReasonMissing(field="note")
    require_somebody(step, case.holder_unit_id, holder_id)
    before = Standing.of(case)
    case.holder_id = holder_id
    return write(action, case, before, Happening("assigned", note=reason.strip()))


def reassign(
    action: WriteAction, case: Case, *, step_id: int, holder_id: int | None, note: str, division_id: int | None = None
) -> CaseEvent:
    """Take work from where it is and put it in a step of its process, perhaps in another division (điều chuyển, giao lại).

    Who may do so is the module's to say; whoever gave work out need not hold it. Raises ReasonMissing, NobodyThere, HolderNotFit.
    """
    require_open(case)
    if not note.strip():
        raise ReasonMissing(field="reason")
    process = definition(case.version_id)
    target, before, division = process.step(step_id), Standing.of(case), case.division_id
    what = Happening("reassigned", note=note.strip(), data={"division": division, "entered_at": case.step_entered_at.isoformat()})
    _leave(action, case, process.step(case.step_id), what)
    if division_id is not None:
        case.division_id = division_id
    _enter(action, case, target, holder_id)
    return write(action, case, before, what)


def close(
    action: WriteAction, case: Case, *, outcome: str, name: str, note: str = "", public: bool = True, by_sender: bool = False
) -> CaseEvent:
    """End a case with its outcome; who may do so is the module's to say.

    ``by_sender``: whoever handed it to another agency takes it back without being able to look into it there.
    """
    if case.state == CaseState.CLOSED:
        require_open(case)
    if not by_sender:
        require_can_see(action.actor, case)
    require_nobody_awaited(case)
    before = Standing.of(case)
    step = definition(case.version_id).step(case.step_id)
    what = Happening(name, note=note.strip(), is_public=public, data={"outcome": outcome})
    _leave(action, case, step, what)
    if case.state == CaseState.PAUSED:
        CasePause.objects.filter(case_id=case.pk, ended_at=None).update(ended_at=action.at)
    case.state, case.outcome, case.closed_at = CaseState.CLOSED, outcome, action.at
    case.step_id = case.paused_at = case.step_due_at = None
    return write(action, case, before, what)


def undo(action: WriteAction, case: Case) -> CaseEvent:
    """Take back one's own last hand-over while nobody has acted on it (thu hồi).

    Raises NothingToUndo.
    """
    require_open(case)
    last = CaseEvent.objects.filter(case_id=case.pk).latest("seq")
    handed_over = last.action in {"forwarded", "returned"} and last.from_step_id is not None
    if not handed_over or last.actor_id is None or last.actor_id != action.actor.account_id:
        raise NothingToUndo
    before = Standing.of(case)
    case.step_id, case.holder_id = last.from_step_id, last.from_holder_id
    case.holder_unit_id = last.from_unit_id or case.holder_unit_id
    case.step_entered_at = datetime.fromisoformat(last.data["entered_at"])
    case.division_id = last.data.get("division", case.division_id)
    due = last.data.get("step_due_at")
    case.step_due_at = datetime.fromisoformat(due) if due else None
    return write(action, case, before, Happening("undone", data={"undoes": last.seq, "entered_at": last.data["entered_at"]}))
