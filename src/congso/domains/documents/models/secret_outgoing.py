"""The line of a secret document that goes out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.models.incoming import SecrecyGrade


class SecretOutgoing(models.Model):
    """Số của văn bản mật đi: number, day, grade, who keeps it, and nothing of what it says.

    Such a document is written, signed and sent on paper or on a network of its own; it has a number sequence of its own (NĐ 30/2020, Điều 15).
    """

    agency_id = models.BigIntegerField()
    book_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=60)
    """As written on the paper: ``03/QĐ-UBND``."""
    issued_on = models.DateField()
    grade = models.CharField(max_length=1, choices=SecrecyGrade.choices)
    holder_name = models.CharField(max_length=100)
    registered_by = models.BigIntegerField(null=True)
    registered_at = models.DateTimeField()
    intake_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "documents_secret_outgoing"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency_id", "book_year", "number"], name="secret_out_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.book_year}"
