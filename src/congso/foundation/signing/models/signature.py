"""A signature that was made here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.foundation.files.models import StoredFile
from congso.foundation.signing.enums import SignatureKind
from congso.foundation.signing.models.key import SigningKey


class Signature(models.Model):
    """Who signed what, when and as what: as it was that day, never joined from the present staff list."""

    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=10, choices=SignatureKind.choices)
    subject_kind = models.CharField(max_length=60)
    """What was signed: label of the model, and its key."""
    subject_id = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The file as it was after this signature."""
    field_name = models.CharField(max_length=60)
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=250, blank=True)
    """Authority and position as printed: ``KT. CHỦ TỊCH / PHÓ CHỦ TỊCH``."""
    pressed_by = models.BigIntegerField()
    """Account that pressed: for a seal the clerk who keeps it."""
    signed_at = models.DateTimeField()
    timestamped = models.BooleanField(default=False)
    waits_since = models.DateTimeField(null=True)
    """Since when it waits for its timestamp (chờ dấu thời gian): the authority was silent; until then nothing comes after it."""

    class Meta:
        """Found by what was signed."""

        db_table = "signing_signature"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_kind", "subject_id"], name="signature_of"),
            models.Index(fields=["waits_since"], name="signature_waits", condition=models.Q(waits_since__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.signer_name} ({self.field_name})"
