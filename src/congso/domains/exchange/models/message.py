"""Every message that left or came, whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.domains.documents.facade import Document
from congso.domains.exchange.models.connection import Connection
from congso.foundation.files.models import StoredFile


class Way(models.TextChoices):
    """Which way a message went."""

    OUT = "out", _("Gửi đi")
    IN = "in", _("Nhận về")


class Kind(models.TextChoices):
    """What a message is."""

    DOCUMENT = "edoc", _("Văn bản")
    STATUS = "status", _("Trạng thái")


class Message(models.Model):
    """Gói tin edXML: kept as it was sent or received, with what was found when it was checked.

    ``key`` tells it from its repetition: sender, document, kind of business or status and its time, receiver.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    way = models.CharField(max_length=3, choices=Way.choices)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    code = models.CharField(max_length=2)
    """Kind of business (0 mới, 1 thu hồi, 2 cập nhật, 3 thay thế) or status."""
    connection = models.ForeignKey(Connection, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    agency_id = models.BigIntegerField()
    """Our agency, which sent or got it."""
    sender_code = models.CharField(max_length=35)
    receiver_codes = ArrayField(models.CharField(max_length=35), default=list)
    document_key = models.CharField(max_length=200)
    """DocumentId of the document it brings or tells of."""
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    search_key = models.TextField(blank=True)
    at = models.DateTimeField()
    """When it was written here."""
    sent_at = models.DateTimeField(null=True)
    """When the axis took it."""
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The message itself; none before it left."""
    reference = models.CharField(max_length=100, blank=True)
    """What the axis calls it."""
    signer = models.CharField(max_length=250, blank=True)
    verdict = models.CharField(max_length=300, blank=True)
    """What was found of the signature, in words."""
    tolerated: models.JSONField[Any, Any] = models.JSONField(default=list)
    """What was not of the standard and read all the same."""
    said: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Of a document that came, what its heading says and our own columns do not hold (see ``heading.py``)."""
    error_code = models.CharField(max_length=20, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        """Each once a way and agency."""

        db_table = "exchange_message"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["way", "agency_id", "key"], name="exchange_message_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "-id"], name="exchange_message_agency"),
            models.Index(fields=["document"], name="exchange_message_document", condition=models.Q(document__isnull=False)),
            models.Index(fields=["document_key"], name="exchange_message_key"),
        ]

    def __str__(self) -> str:
        return self.title or self.document_key
