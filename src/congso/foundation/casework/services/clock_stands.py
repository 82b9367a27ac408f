"""The clock of a case stands still, runs again, gets longer."""

from __future__ import annotations

from datetime import datetime

from congso.core.text import nfc
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework import deadlines
from congso.foundation.casework.errors import CaseClosed, CaseNotPaused, DateInThePast, ReasonMissing
from congso.foundation.casework.models import Case, CaseEvent, CaseExtension, CasePause, CaseState, PauseKind
from congso.foundation.casework.policies import require_can_act, require_can_see
from congso.foundation.casework.services.writing import Happening, Standing, require_open, write


def pause(action: WriteAction, case: Case, *, kind: PauseKind, reason: str, name: str) -> CaseEvent:
    """Stop the clock (tạm dừng tính thời hạn) until the applicant has done what was asked.

    Raises ReasonMissing, CasePaused, CaseClosed, NotYourStep.
    """
    require_open(case)
    seat = require_can_act(action.actor, case)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    CasePause.objects.create(case=case, kind=kind, started_at=action.at, reason=nfc(reason.strip()))
    before = Standing.of(case)
    case.state, case.paused_at, case.due_at = CaseState.PAUSED, action.at, None
    case.facts = {**case.facts, "was_paused": True, "pause": str(kind)}
    return write(action, case, before, Happening(name, seat=seat, note=reason.strip(), is_public=True))


def resume(action: WriteAction, case: Case, *, name: str, note: str = "") -> CaseEvent:
    """Let the clock run again; the time that it stood is added to the due time.

    Whoever may see the case may say that the applicant has come. Raises CaseNotPaused, CaseClosed.
    """
    if case.state == CaseState.CLOSED:
        raise CaseClosed
    require_can_see(action.actor, case)
    if case.state != CaseState.PAUSED or case.paused_at is None:
        raise CaseNotPaused
    CasePause.objects.filter(case_id=case.pk, ended_at=None).update(ended_at=action.at)
    before, stood_since = Standing.of(case), case.paused_at
    case.state, case.paused_at = CaseState.OPEN, None
    case.facts = {key: value for key, value in case.facts.items() if key != "pause"}
    due = deadlines.case_due(case)
    case.due_at = due.at if due else None
    case.promised_at = case.due_at if case.promised_at is not None else None
    if case.step_due_at is not None and case.step_due_at > stood_since:
        left = deadlines.used_minutes(case.holder_unit_id, stood_since, case.step_due_at)
        case.step_due_at = deadlines.step_due(case.holder_unit_id, action.at, left) or action.at
    what = Happening(name, note=note.strip(), is_public=True)
    what.data = {"due_at": case.due_at.isoformat() if case.due_at else None}
    return write(action, case, before, what)


def extend(action: WriteAction, case: Case, *, new_due_at: datetime, reason: str, name: str = "extended") -> CaseEvent:
    """Promise a later time (gia hạn), with the reason. Raises DateInThePast, ReasonMissing, CasePaused."""
    require_open(case)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if case.due_at is None or new_due_at <= action.at or new_due_at <= case.due_at:
        raise DateInThePast(field="new_due")
    CaseExtension.objects.create(
        case=case, at=action.at, new_due_at=new_due_at, previous_due_at=case.due_at, reason=nfc(reason.strip())
    )
    before, old = Standing.of(case), case.due_at
    case.due_at = case.promised_at = new_due_at
    what = Happening(name, note=reason.strip(), is_public=True)
    what.data = {"old_due_at": old.isoformat(), "new_due_at": new_due_at.isoformat()}
    return write(action, case, before, what)
