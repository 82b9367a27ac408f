"""Tables of the engine."""

from congso.foundation.casework.models.case import Case, CaseState
from congso.foundation.casework.models.event import CaseEvent
from congso.foundation.casework.models.process import Process, ProcessVersion
from congso.foundation.casework.models.reminder import ReminderSchedule, ReminderSent
from congso.foundation.casework.models.spans import CaseExtension, CasePause, PauseKind
from congso.foundation.casework.models.step import Place, Step, StepKind, Transition

__all__ = [
    "Case", "CaseEvent", "CaseExtension", "CasePause", "CaseState", "PauseKind", "Place", "Process",
    "ProcessVersion", "ReminderSchedule", "ReminderSent", "Step", "StepKind", "Transition",
]  # fmt: skip
