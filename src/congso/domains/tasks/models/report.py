"""What is said of a task on its way: reports with evidence, wishes for more time, documents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.tasks.enums import ExtensionState, LinkKind
from congso.domains.tasks.models.task import Task
from congso.foundation.files.models import StoredFile


class Report(models.Model):
    """A report (báo cáo tiến độ, hoàn thành, kết quả phối hợp), with the name and title its writer had that day."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    by_title = models.CharField(max_length=150, blank=True)
    unit_id = models.BigIntegerField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)
    """NULL: a helping unit tells what it did and judges no progress."""
    text = models.TextField()
    is_completion = models.BooleanField(default=False)

    class Meta:
        """In the order they were written."""

        db_table = "tasks_report"
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="report_percent", condition=models.Q(percent=None) | models.Q(percent__lte=100)),
        ]


class ReportFile(models.Model):
    """Evidence (minh chứng): a file that came with a report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        """In the order they were chosen."""

        db_table = "tasks_report_file"
        ordering: ClassVar[list[str]] = ["id"]


class Extension(models.Model):
    """A wish for more time and its answer; every one is kept."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200)
    due_before = models.DateTimeField()
    new_due_at = models.DateTimeField()
    reason = models.TextField()
    state = models.CharField(max_length=7, choices=ExtensionState.choices, default=ExtensionState.ASKED)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        """One waits at a time."""

        db_table = "tasks_extension"
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task"], condition=models.Q(state="asked"), name="extension_one_waits"),
        ]


class TaskDocument(models.Model):
    """An official document that a task comes from, or that is its result."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="documents")
    document_id = models.UUIDField()
    kind = models.CharField(max_length=6, choices=LinkKind.choices)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        """Found from both ends."""

        db_table = "tasks_document"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["document_id"], name="task_of_document")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "document_id", "kind"], name="task_document_once"),
        ]
