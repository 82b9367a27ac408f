"""The line of events tells the whole story: played again it gives where the case stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from congso.foundation.casework.models import Case, CaseEvent, CaseState


class HistoryBroken(RuntimeError):
    """The events of a case do not join on to one another: a defect, or somebody changed the tables by hand."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where a case stands, as its events tell."""

    seq: int
    state: str
    outcome: str
    step_id: int | None
    unit_id: int
    holder_id: int | None
    step_entered_at: datetime
    paused_at: datetime | None
    closed_at: datetime | None


def standing(case: Case) -> Replayed:
    """The same of a case's own row, to compare."""
    return Replayed(
        seq=case.seq, state=case.state, outcome=case.outcome, step_id=case.step_id, unit_id=case.holder_unit_id,
        holder_id=case.holder_id, step_entered_at=case.step_entered_at, paused_at=case.paused_at,
        closed_at=case.closed_at,
    )  # fmt: skip


def replay(events: Iterable[CaseEvent]) -> Replayed:
    """Play the events of one case in their order; raises HistoryBroken where they do not join on."""
    now: Replayed | None = None
    for event in events:
        if now is not None:
            _require_joined(now, event)
        elif event.seq != 1:
            raise HistoryBroken(f"the first event has number {event.seq}")
        now = _after(now, event)
    if now is None:
        raise HistoryBroken("no events")
    return now


def _require_joined(now: Replayed, event: CaseEvent) -> None:
    if event.seq != now.seq + 1:
        raise HistoryBroken(f"event {event.seq} follows {now.seq}")
    if now.state == CaseState.CLOSED:
        raise HistoryBroken(f"event {event.seq} follows the end")
    if (event.from_step_id, event.from_unit_id, event.from_holder_id) != (now.step_id, now.unit_id, now.holder_id):
        raise HistoryBroken(f"event {event.seq} starts elsewhere than event {now.seq} ended")


def _after(now: Replayed | None, event: CaseEvent) -> Replayed:
    if event.to_unit_id is None:
        raise HistoryBroken(f"event {event.seq} leads to no unit")
    paused = event.state == CaseState.PAUSED
    return Replayed(
        seq=event.seq, state=event.state, outcome=str(event.data.get("outcome", "")) if _ends(event) else "",
        step_id=event.to_step_id, unit_id=event.to_unit_id, holder_id=event.to_holder_id,
        step_entered_at=_entered(now, event),
        paused_at=(now.paused_at if now and now.paused_at else event.at) if paused else None,
        closed_at=event.at if _ends(event) else None,
    )  # fmt: skip


def _ends(event: CaseEvent) -> bool:
    return event.state == CaseState.CLOSED


def _entered(now: Replayed | None, event: CaseEvent) -> datetime:
    """Since when the present step has been in hand; what is taken back goes on from when it was entered first."""
    if now is None or event.action in {"forwarded", "returned", "accepted", "reassigned"}:
        return event.at
    if event.action == "undone":
        return datetime.fromisoformat(event.data["entered_at"])
    return now.step_entered_at
