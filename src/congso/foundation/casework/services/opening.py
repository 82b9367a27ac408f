"""Open a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from congso.core.actors import Seat
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework import deadlines
from congso.foundation.casework.definitions import ProcessDefinition, StepDefinition, definition
from congso.foundation.casework.errors import WayNotOpen
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.casework.placing import require_somebody, unit_of_step
from congso.foundation.casework.services.writing import Happening, build_event


@dataclass
class Opening:
    """All that is known when a case begins; ``due_at`` is the promise computed from its limit.

    With ``is_promise`` false it is a time of the office's own, and nothing is promised to anybody yet.
    """

    kind: str
    title: str
    subject: str
    search_key: str
    version_id: int
    agency_id: int
    receiving_unit_id: int
    opened_at: datetime
    division_id: int | None = None
    number: str = ""
    limit_amount: Any = None
    limit_unit: str = ""
    limit_cutoff: Any = None
    due_at: datetime | None = None
    is_promise: bool = True
    facts: dict[str, Any] = field(default_factory=dict)
    owner_id: int | None = None
    parent: Case | None = None
    asked_unit_id: int | None = None
    holder_id: int | None = None
    """In whose hands it begins; None: anybody of the unit with the step's role."""
    first_is_done: bool = False
    """The first step (tiếp nhận) is done by opening; the case enters the second at once."""
    seat: Seat | None = None
    note: str = ""
    public: bool = True
    event: str = "opened"
    """What its first event is called."""


def prepare_case(action: WriteAction, opening: Opening) -> tuple[Case, CaseEvent]:
    """The case and its first event, not yet stored, so that a module can store all its rows in few statements."""
    process = definition(opening.version_id)
    steps = list(process.steps.values())
    first = steps[0]
    case = Case(
        kind=opening.kind, number=opening.number, title=opening.title, subject=opening.subject,
        search_key=opening.search_key, version_id=opening.version_id, agency_id=opening.agency_id,
        receiving_unit_id=opening.receiving_unit_id, division_id=opening.division_id,
        holder_unit_id=opening.asked_unit_id or opening.receiving_unit_id, opened_at=opening.opened_at,
        limit_amount=opening.limit_amount, limit_unit=opening.limit_unit, limit_cutoff=opening.limit_cutoff,
        due_at=opening.due_at, promised_at=opening.due_at if opening.is_promise else None, facts=opening.facts, parent=opening.parent, owner_id=opening.owner_id,
        step_entered_at=opening.opened_at,
    )  # fmt: skip
    begin = _step_after(process, opening.facts) if opening.first_is_done else first
    case.step_id = begin.id
    case.holder_unit_id = unit_of_step(case, begin)
    case.holder_id = opening.holder_id
    require_somebody(begin, case.holder_unit_id, opening.holder_id)
    case.step_due_at = deadlines.step_due(case.holder_unit_id, opening.opened_at, begin.allotted_minutes)
    what = Happening(opening.event, seat=opening.seat, note=opening.note, is_public=opening.public)
    event = build_event(action, case, None, what)
    event.from_step_id = first.id if opening.first_is_done else None
    event.from_unit_id = opening.receiving_unit_id
    event.from_holder_id = action.actor.account_id
    event.allotted_minutes, event.used_minutes = first.allotted_minutes or None, 0
    return case, event


def _step_after(process: ProcessDefinition, facts: dict[str, Any]) -> StepDefinition:
    """The step that follows when the first one is done by opening: its first way on that these facts open."""
    way = next((way for way in process.first.ways_for(facts) if not way.is_return), None)
    if way is None:
        raise WayNotOpen(step=process.first.name)
    return process.step(way.target_id)


def open_case(action: WriteAction, opening: Opening) -> Case:
    """Open a case at its first step, with its first event.

    Raises NobodyThere when nobody could work on it.
    """
    case, event = prepare_case(action, opening)
    case.save(force_insert=True)
    event.save(force_insert=True)
    action.record(case, event=opening.event, kind=case.kind, unit=case.holder_unit_id, step=case.step_id)
    return case
