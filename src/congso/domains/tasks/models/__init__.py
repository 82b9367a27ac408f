"""Tables of tasks."""

from congso.domains.tasks.models.report import Extension, Report, ReportFile, TaskDocument
from congso.domains.tasks.models.task import Helper, Task

__all__ = ["Extension", "Helper", "Report", "ReportFile", "Task", "TaskDocument"]
