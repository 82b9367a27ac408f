"""Who took the statistics out of the system."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action


def note_figures_taken(*, actor: Actor, first: str, last: str, by: str, kind: str) -> None:
    """Note that somebody took the follow-up of tasks as PDF or Excel."""
    with write_action("tasks.take_figures", actor=actor) as action:
        action.record(("tasks.figures", f"{first}/{last}/{by}"), file_kind=kind, period=f"{first} – {last}")
