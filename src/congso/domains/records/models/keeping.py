"""Dossiers kept back for work beyond the day of their hand-over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.records.enums import KeepingState
from congso.domains.records.models.dossier import WorkDossier


class Keeping(models.Model):
    """Giữ lại hồ sơ: somebody asks to keep an ended dossier for work, the head of the agency agrees in writing (NĐ 30/2020, Điều 31 khoản 3 điểm d).

    While it is agreed and its last day has not passed, the dossier is not due for the archive.
    """

    dossier = models.ForeignKey(WorkDossier, on_delete=models.PROTECT, related_name="keepings")
    agency_id = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=KeepingState.choices, default=KeepingState.ASKED)
    reason = models.CharField(max_length=500)
    until = models.DateField()
    """The last day on which it is kept back."""
    asked_by = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=120, blank=True)
    decided_by_title = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=100, blank=True)
    """Number of the document in which it was agreed, where there is one beside this record."""
    answer = models.CharField(max_length=500, blank=True)
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One question, and one consent in force, for a dossier at a time."""

        db_table = "records_keeping"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "state"], condition=models.Q(state__in=["asked", "agreed"]), name="keeping_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "-id"], name="keeping_agency"),
            models.Index(fields=["until"], name="keeping_until", condition=models.Q(state="agreed")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.until:%d/%m/%Y}"
