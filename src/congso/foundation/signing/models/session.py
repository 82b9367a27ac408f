"""A signing whose key is on somebody's own machine: hash out, signature in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from congso.foundation.files.models import StoredFile
from congso.foundation.signing.models.key import SigningKey


class SigningSession(models.Model):
    """Phiên ký: what was prepared for one document and waits for the signature over ``digest``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.UUIDField(db_index=True)
    """Documents signed by one confirmation."""
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    prepared = models.BinaryField()
    """The document with room for the signature, the signed attributes and where they go (``pades.Prepared``)."""
    digest = models.BinaryField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Named as the table."""

        db_table = "signing_session"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["ends_at"], name="signing_session_ends")]

    def __str__(self) -> str:
        return str(self.id)
