"""What can happen to a task."""

from congso.domains.tasks.services.evaluating import evaluate_task
from congso.domains.tasks.services.extending import answer_extension, ask_extension, extend_task
from congso.domains.tasks.services.giving import TaskIn, give_task, move_part, split_task
from congso.domains.tasks.services.linking import link_document
from congso.domains.tasks.services.moving import (
    accept_task,
    cancel_task,
    change_main,
    hand_back,
    reassign_person,
)
from congso.domains.tasks.services.reporting import (
    ReportIn,
    ask_for_more,
    complete_task,
    confirm_completion,
    report_progress,
)
from congso.domains.tasks.services.taking import note_figures_taken

__all__ = [
    "ReportIn", "TaskIn", "accept_task", "answer_extension", "ask_extension", "ask_for_more", "cancel_task", "change_main", "complete_task",
    "confirm_completion", "evaluate_task", "extend_task", "give_task", "hand_back", "link_document", "move_part", "note_figures_taken",
    "reassign_person", "report_progress", "split_task",
]  # fmt: skip
