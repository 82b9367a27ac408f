"""Processes as they are written, before they are published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from congso.foundation.casework.models import StepKind

ACTIONS = {
    StepKind.ASSIGN: ["consult"],
    StepKind.WORK: ["propose", "consult", "supplement", "payment", "hand_over"],
    StepKind.REVIEW: ["consult"],
}


@dataclass(frozen=True)
class WaySpec:
    """A way as it is written: to which step code, under which label, when."""

    code: str
    label: str
    target: str
    is_return: bool = False
    condition: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class StepSpec:
    """A step as it is written; without ways it goes on to the next and back to the one before."""

    code: str
    name: str
    kind: str
    role: str
    place: str
    allotted_minutes: int = 0
    actions: Sequence[str] | None = None
    ways: Sequence[WaySpec] | None = None


def actions_of(spec: StepSpec) -> list[str]:
    """What may be done in the step beside moving on; the usual for its kind unless written."""
    return list(spec.actions) if spec.actions is not None else ACTIONS.get(StepKind(spec.kind), [])
