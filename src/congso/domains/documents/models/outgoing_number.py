"""Numbers of outgoing documents, and how symbols are made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.models.document import Document
from congso.foundation.numbering.models import NumberEntry


class DocumentNumber(models.Model):
    """A number of a unit's book with its day, kept for one document (số văn bản).

    Issuer, book, year and number are once for ever by the book itself; ``released_at`` is when this document lost it,
    then the number stands voided in the book with the reason.
    """

    entry = models.OneToOneField(NumberEntry, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="numbers")
    on = models.DateField()
    symbol = models.CharField(max_length=40)
    taken_by = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        """A document has one number at a time."""

        db_table = "documents_number"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(released_at=None), name="document_one_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.on}"


class SymbolRule(models.Model):
    """From a day on: a unit's abbreviation in symbols, whether an agency numbers all types in one book, whether its papers bear a code.

    The decree leaves both to the agency (NĐ 30/2020, Phụ lục I, mục II, khoản 3; Điều 15).
    """

    unit_id = models.BigIntegerField()
    abbreviation = models.CharField(max_length=15)
    one_book = models.BooleanField(default=False)
    with_code = models.BooleanField(default=False)
    """Whether the agency's papers bear a QR code by which anybody checks them; no rule asks for it (NĐ 30/2020, Điều 8 does not name it)."""
    valid_from = models.DateField()
    source = models.CharField(max_length=250, blank=True)
    """By which decision of the agency."""

    class Meta:
        """One a day."""

        db_table = "documents_symbolrule"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit_id", "valid_from"], name="symbol_rule_once")
        ]

    def __str__(self) -> str:
        return self.abbreviation
