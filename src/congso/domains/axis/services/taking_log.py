"""Take the log away as a file."""

from __future__ import annotations

from dataclasses import asdict

from congso.core.actors import Actor
from congso.domains.axis.policies import require_can_look
from congso.domains.axis.queries import Asked
from congso.foundation.audit.writing import write_action


def note_log_taken(*, actor: Actor, asked: Asked, count: int) -> None:
    """Note that somebody took the log as Excel, what they asked for and how many lines. Raises NotAllowed."""
    with write_action("axis.take_log", actor=actor) as action:
        require_can_look(actor)
        action.record(("axis.log", "xlsx"), count=count, **{name: value for name, value in asdict(asked).items() if value})
