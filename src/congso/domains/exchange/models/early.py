"""What came before the document that it changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.facade import DemandKind, Document
from congso.domains.exchange.models.message import Message


class EarlyOutcome(models.TextChoices):
    """How the waiting ended."""

    OPEN = "open", _("đang chờ văn bản")
    APPLIED = "applied", _("văn bản đã đến, đã chuyển văn thư")
    TAKEN_AS_NEW = "new", _("hết thời gian chờ, đã nhận như văn bản mới")
    LAPSED = "lapsed", _("hết thời gian chờ, văn bản không đến")


class EarlyChange(models.Model):
    """A recall, update or replacement whose document has not come (thay đổi đến trước văn bản): it waits for it, for some days."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    agency_id = models.BigIntegerField()
    sender_code = models.CharField(max_length=35)
    document_key = models.CharField(max_length=200)
    """DocumentId of the document it is about, as the message writes it."""
    kind = models.CharField(max_length=8, choices=DemandKind.choices)
    reason = models.CharField(max_length=500, blank=True)
    newer = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    """What it brought, where that stands by itself."""
    since = models.DateTimeField()
    until = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=EarlyOutcome.choices, default=EarlyOutcome.OPEN)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """What waits is found by the document it waits for, and by when its time is over."""

        db_table = "exchange_early"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "document_key"], name="exchange_early_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document_key"], name="exchange_early_open", condition=models.Q(outcome="open")),
            models.Index(fields=["until"], name="exchange_early_until", condition=models.Q(outcome="open")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.document_key}"
