"""Where a program wants to be told."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.domains.clients.models.client import Client


class HookEvent(models.TextChoices):
    """What is told."""

    DOSSIER_RECEIVED = "dossier.received", _("Hồ sơ được tiếp nhận")
    DOSSIER_CHANGED = "dossier.changed", _("Hồ sơ có diễn biến mới")
    DOCUMENT_ISSUED = "document.issued", _("Văn bản được phát hành")


class Hook(models.Model):
    """An address that is told what happens at an agency (webhook), signed with a secret both sides know."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="hooks")
    agency_id = models.BigIntegerField()
    url = models.URLField(max_length=500)
    events = ArrayField(models.CharField(max_length=30))
    secret = models.BinaryField()
    """Sealed."""
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Open ones by agency."""

        db_table = "clients_hook"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id"], name="clients_hook_open", condition=models.Q(removed_at=None))
        ]
