"""A file that a program sent ahead of what it belongs to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.clients.models.client import Client
from congso.foundation.files.models import StoredFile


class ClientFile(models.Model):
    """A file kept for a day until the program says what it belongs to (tệp gửi trước)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        """The oldest are put away first."""

        db_table = "clients_file"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["added_at"], name="clients_file_oldest")]
