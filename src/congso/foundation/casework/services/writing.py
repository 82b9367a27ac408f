"""The two things every move does: lock the case as it was seen, and write its event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from congso.core import clock
from congso.core.actors import Seat
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.definitions import StepDefinition, definition
from congso.foundation.casework.errors import ActionNotInStep, CaseClosed, CaseMoved, CasePaused
from congso.foundation.casework.models import Case, CaseEvent, CaseState


@dataclass
class Happening:
    """What an event says beside the change itself."""

    action: str
    seat: Seat | None = None
    note: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    is_public: bool = False
    allotted_minutes: int | None = None
    used_minutes: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a case stands: step, unit, person."""

    step_id: int | None
    unit_id: int
    holder_id: int | None

    @classmethod
    def of(cls, case: Case) -> Standing:
        """Where the case stands now."""
        return cls(case.step_id, case.holder_unit_id, case.holder_id)


def lock_case(case_id: UUID, *, seen_seq: int | None = None) -> Case:
    """The case, locked until the commit.

    Raises NotVisible when there is none and CaseMoved when it has had events since ``seen_seq``.
    """
    case = Case.objects.select_for_update(no_key=True).filter(pk=case_id).first()
    if case is None:
        raise NotVisible
    require_fresh(case, seen_seq)
    return case


def require_fresh(case: Case, seen_seq: int | None) -> None:
    """Refuse to act on a case that has had events since the person saw it; names who was quicker."""
    if seen_seq is not None and seen_seq != case.seq:
        last = CaseEvent.objects.filter(case_id=case.pk).latest("seq")
        raise CaseMoved(who=last.actor_name, when=clock.local(last.at).strftime("%H:%M, %d/%m/%Y"))


def lock_with_parent(case_id: UUID) -> tuple[Case, Case | None]:
    """A child case and its parent, both locked, the parent first, as everybody does."""
    parent_id = Case.objects.filter(pk=case_id).values_list("parent_id", flat=True).first()
    parent = lock_case(parent_id) if parent_id else None
    return lock_case(case_id), parent


def require_open(case: Case) -> None:
    """Refuse to work on a case that has ended or whose clock stands."""
    if case.state == CaseState.CLOSED:
        raise CaseClosed
    if case.state == CaseState.PAUSED:
        raise CasePaused


def require_allowed(case: Case, name: str) -> StepDefinition:
    """The present step, if the process allows the action there."""
    step = definition(case.version_id).step(case.step_id)
    if name not in step.actions:
        raise ActionNotInStep(step=step.name)
    return step


def build_event(action: WriteAction, case: Case, before: Standing | None, what: Happening) -> CaseEvent:
    """The next event of a case; the case already stands where it goes."""
    case.seq += 1
    actor, seat = action.actor, what.seat or action.actor.main_seat
    return CaseEvent(
        case=case, seq=case.seq, kind=case.kind, agency_id=case.agency_id, at=action.at, action=what.action, actor_id=actor.account_id, actor_name=actor.name,
        actor_title=seat.title if seat else "", on_behalf_of=seat.on_behalf_of if seat else None,
        from_step_id=before.step_id if before else None, to_step_id=case.step_id,
        from_unit_id=before.unit_id if before else None, to_unit_id=case.holder_unit_id,
        from_holder_id=before.holder_id if before else None, to_holder_id=case.holder_id,
        state=case.state, allotted_minutes=what.allotted_minutes, used_minutes=what.used_minutes,
        note=nfc(what.note), data=what.data, is_public=what.is_public,
    )  # fmt: skip


_MOVING_FIELDS = (
    "step", "state", "outcome", "holder_unit_id", "holder_id", "due_at", "promised_at", "step_entered_at",
    "step_due_at", "paused_at", "closed_at", "seq", "facts", "division_id",
)  # fmt: skip


def write(action: WriteAction, case: Case, before: Standing, what: Happening) -> CaseEvent:
    """Store the case as it stands now, with its event and its line in the audit log."""
    event = build_event(action, case, before, what)
    case.save(update_fields=_MOVING_FIELDS)
    event.save(force_insert=True)
    action.record(case, event=what.action, seq=case.seq, step=case.step_id, unit=case.holder_unit_id,
                  holder=case.holder_id, state=case.state)  # fmt: skip
    return event


def note_event(action: WriteAction, case: Case, what: Happening) -> CaseEvent:
    """Write an event that moves nothing."""
    return write(action, case, Standing.of(case), what)
