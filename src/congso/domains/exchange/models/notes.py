"""What receivers reported, and what senders ask back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.facade import Document
from congso.domains.exchange.models.message import Message


class StatusNote(models.Model):
    """A state of a document at one receiver, as reported (trạng thái xử lý): theirs of ours, or ours of theirs.

    A repetition adds nothing; a report that comes late is kept and does not turn the state back.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    code_of_receiver = models.CharField(max_length=35)
    status = models.CharField(max_length=2)
    at = models.DateTimeField()
    """When it happened, as the receiver says."""
    noted_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    staff = models.CharField(max_length=200, blank=True)
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="+")
    is_ours = models.BooleanField(default=False)
    """Reported by us of a document that came to us."""
    has_counted = models.BooleanField(default=True)
    """Whether it moved the state on."""

    class Meta:
        """Each report once."""

        db_table = "exchange_status_note"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "code_of_receiver", "status", "at"], name="exchange_status_once")
        ]


class DemandKind(models.TextChoices):
    """What the sender of a document wants of its receiver."""

    RECALL = "recall", _("Thu hồi")
    UPDATE = "update", _("Cập nhật")
    REPLACE = "replace", _("Thay thế")


class Demand(models.Model):
    """The sender of a document asks it back, updates or replaces it; we agree (15) or refuse (16)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    """The document that came to us before."""
    newer = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    """What came to update or replace it."""
    kind = models.CharField(max_length=8, choices=DemandKind.choices)
    agency_id = models.BigIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    is_agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Each message asks once."""

        db_table = "exchange_demand"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["message", "document"], name="exchange_demand_once")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "id"], name="exchange_demand_open", condition=models.Q(answered_at=None)),
            models.Index(fields=["document"], name="exchange_demand_document"),
        ]
