"""Processes: how a kind of work goes, as rows."""

from __future__ import annotations

from django.db import models


class Process(models.Model):
    """An internal process (quy trình nội bộ, quy trình điện tử) that agencies may publish procedures with."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    case_kind = models.CharField(max_length=30, default="dossier")

    def __str__(self) -> str:
        return self.name


class ProcessVersion(models.Model):
    """One version of a process: steps and transitions that never change once it is published.

    A case stays on the version it started with.
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="process_version_once")]

    def __str__(self) -> str:
        return f"{self.process} v{self.number}"
