"""What receivers reported."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

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
