"""What can happen to a case. Each function takes the open ``WriteAction`` of the module's own service."""

from congso.foundation.casework.services.clock_stands import extend, pause, resume
from congso.foundation.casework.services.consulting import answer, ask, withdraw_question
from congso.foundation.casework.services.following import follow_successor, open_cases_of
from congso.foundation.casework.services.moving import assign, close, follow, reassign, undo
from congso.foundation.casework.services.opening import Opening, open_case
from congso.foundation.casework.services.writing import (
    Happening,
    lock_case,
    lock_with_parent,
    note_event,
    require_allowed,
    require_fresh,
    require_open,
)

__all__ = [
    "Happening",
    "Opening",
    "answer",
    "ask",
    "assign",
    "close",
    "extend",
    "follow",
    "follow_successor",
    "lock_case",
    "lock_with_parent",
    "note_event",
    "open_case",
    "open_cases_of",
    "pause",
    "reassign",
    "require_allowed",
    "require_fresh",
    "require_open",
    "resume",
    "undo",
    "withdraw_question",
]  # fmt: skip
