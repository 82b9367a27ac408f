"""Certified copies of documents."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.domains.documents.models.document import Document
from congso.foundation.files.models import StoredFile
from congso.foundation.numbering.models import NumberEntry


class CopyKind(models.TextChoices):
    """Hình thức bản sao (NĐ 30/2020, Điều 25); the value stands in the symbol (Phụ lục III)."""

    WHOLE = "SY", _("Sao y")
    PART = "TrS", _("Trích sao")
    OF_COPY = "SL", _("Sao lục")


class CopyMedium(models.TextChoices):
    """What the copy is."""

    ELECTRONIC = "e", _("Bản điện tử (ký số của cơ quan)")
    PAPER = "p", _("Bản giấy (in ra, ký và đóng dấu)")


class CertifiedCopy(models.Model):
    """Bản sao y, trích sao, sao lục: has the value of the original when made by the rule (NĐ 30/2020, Điều 26)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="copies")
    agency_id = models.BigIntegerField()
    issuer_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=3, choices=CopyKind.choices)
    medium = models.CharField(max_length=1, choices=CopyMedium.choices)
    entry = models.OneToOneField(NumberEntry, on_delete=models.PROTECT, related_name="+")
    number_text = models.CharField(max_length=60)
    on = models.DateField()
    pages = models.CharField(max_length=200, blank=True)
    """Of an extract of whole pages: ``1-2, 5``."""
    passages = ArrayField(models.TextField(), default=list, blank=True)
    """Of an extract of passages: word for word, in the order of the source."""
    strips = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    """Of an extract of strips: ``2: 30-60``, page and hundredths of its height."""
    recipients = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    signer_name = models.CharField(max_length=100, blank=True)
    """Of a paper copy, as printed."""
    powers = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    prepared = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The electronic copy with its empty field, or the paper copy to be printed."""
    field: models.JSONField[object, object] = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The electronic copy, signed by the agency."""
    made_by = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        """Found by the document they are of."""

        db_table = "documents_copy"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.number_text
