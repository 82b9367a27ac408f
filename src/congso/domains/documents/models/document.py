"""An official document, whichever way it goes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from congso.core.ids import uuid7
from congso.domains.documents.enums import Direction, Power, State, Urgency
from congso.foundation.casework.models import Case
from congso.foundation.files.models import StoredFile


class Document(models.Model):
    """Văn bản: what every document has (NĐ 30/2020, Phụ lục VI); each direction adds a row of its own.

    Issuer, signer, position and power are kept as they were that day, never joined from the present lists.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    agency_id = models.BigIntegerField()
    """The agency whose document it is here: who issues it, or who received it."""
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    """The work on it, in the one inbox."""
    type_code = models.CharField(max_length=10, blank=True)
    """Abbreviation of Phụ lục III (``QĐ``, ``BC`` …); empty for an official letter (công văn)."""
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=40, blank=True)
    """What stands behind the number: ``QĐ-UBND``."""
    number_text = models.CharField(max_length=60, blank=True)
    """As printed: ``15/QĐ-UBND``."""
    issued_on = models.DateField(null=True)
    issuer_code = models.CharField(max_length=35, blank=True)
    issuer_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=500)
    """Trích yếu."""
    signer_name = models.CharField(max_length=100, blank=True)
    signer_title = models.CharField(max_length=150, blank=True)
    signer_power = models.CharField(max_length=4, choices=Power.choices, blank=True, default=Power.OWN)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    arrive_by = models.DateTimeField(null=True)
    """Hỏa tốc hẹn giờ: the hour by which it must be there."""
    circulation = models.CharField(max_length=60, blank=True)
    """Phạm vi lưu hành: ``LƯU HÀNH NỘI BỘ``, ``XEM XONG TRẢ LẠI``."""
    pages = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The document itself, as signed or as received."""
    text = models.TextField(blank=True)
    """Its own words, for the search; from its text layer or from reading the picture."""
    text_by_machine = models.BooleanField(default=False)
    """Whether the words were read from its picture (đọc bằng máy)."""
    search_key = models.TextField(blank=True)
    """Number, subject, issuer, signer, folded (without tones)."""
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)

    class Meta:
        """Found by agency and day, by number, by words."""

        db_table = "documents_document"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "direction", "-issued_on", "-id"], name="document_list"),
            models.Index(fields=["number_text"], name="document_number"),
            models.Index(
                fields=["id"],
                name="document_unread",
                condition=models.Q(text="", text_by_machine=False, file__isnull=False),
            ),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="document_words"),
        ]

    def __str__(self) -> str:
        return self.number_text or self.subject
