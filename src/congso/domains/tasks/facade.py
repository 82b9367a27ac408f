"""What other rooms use of assigned work."""

from congso.domains.tasks.enums import Priority, Quality, Source, TaskState
from congso.domains.tasks.models import Task
from congso.domains.tasks.queries.by_document import (
    number_of_task_with_result,
    task_with_number,
    tasks_of_document,
)
from congso.domains.tasks.queries.figures import LeaderCounts, leader_counts
from congso.domains.tasks.services import (
    ReportIn,
    TaskIn,
    accept_task,
    answer_extension,
    ask_extension,
    cancel_task,
    complete_task,
    confirm_completion,
    evaluate_task,
    give_task,
    hand_back,
    report_progress,
    split_task,
)

__all__ = [
    "LeaderCounts", "Priority", "Quality", "ReportIn", "Source", "Task", "TaskIn", "TaskState", "accept_task", "answer_extension",
    "ask_extension", "cancel_task", "complete_task", "confirm_completion", "evaluate_task", "give_task", "hand_back", "leader_counts",
    "number_of_task_with_result", "report_progress", "split_task", "task_with_number", "tasks_of_document",
]  # fmt: skip
