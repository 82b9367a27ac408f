"""What lies in a dossier."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.records.models.dossier import WorkDossier
from congso.domains.records.models.rules import PERIOD
from congso.foundation.files.models import StoredFile


class FiledItem(models.Model):
    """A document of the office, or another paper as a file, in its place in a dossier.

    Of a document only the key is kept: what it says is read where it lies, by who may read it there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(WorkDossier, on_delete=models.PROTECT, related_name="items")
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    """File name of another paper."""
    number_text = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True)
    subject = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=200, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    part = models.PositiveSmallIntegerField(default=1)
    """Tập."""
    place = models.PositiveIntegerField()
    sheet_from = models.PositiveIntegerField(null=True)
    sheet_to = models.PositiveIntegerField(null=True)
    """Tờ số, trang số: from … to."""
    years = models.PositiveSmallIntegerField(null=True)
    """A period of its own, which the dossier then keeps at least."""
    note = models.CharField(max_length=300, blank=True)
    filed_at = models.DateTimeField()
    filed_by_name = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """A document once a dossier; a paper or a document, never both."""

        db_table = "records_item"
        ordering: ClassVar[list[str]] = ["part", "place", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "document"], condition=models.Q(removed_at=None), name="document_filed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(document=None, stored__isnull=False) | models.Q(document__isnull=False, stored=None),
                name="filed_item_is_one",
            ),
            models.CheckConstraint(condition=models.Q(years=None) | PERIOD, name="filed_item_period"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dossier", "part", "place"], name="filed_item_order")]
