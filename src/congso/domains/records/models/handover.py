"""Dossiers on their way to the agency's archive."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.records.enums import HandoverState, LineState
from congso.domains.records.models.dossier import WorkDossier


class Handover(models.Model):
    """Đợt nộp lưu of a unit: two lists of dossiers (permanent, limited) and the minutes of handing over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=HandoverState.choices, default=HandoverState.DRAFT)
    made_by_name = models.CharField(max_length=120)
    made_by_title = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    received_by_name = models.CharField(max_length=120, blank=True)
    received_by_title = models.CharField(max_length=150, blank=True)
    condition = models.CharField(max_length=300, blank=True)
    """Tình trạng tài liệu, as the minutes have it."""

    class Meta:
        """Newest first."""

        db_table = "records_handover"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "-id"], name="handover_agency")]

    def __str__(self) -> str:
        return self.number_text


class HandoverLine(models.Model):
    """One dossier of a hand-over and what the archive said of it."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(WorkDossier, on_delete=models.PROTECT, related_name="lines")
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.LISTED)
    reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        """A dossier is on its way once at a time."""

        db_table = "records_handover_line"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier"], condition=~models.Q(state="returned"), name="dossier_handed_once"
            )
        ]
