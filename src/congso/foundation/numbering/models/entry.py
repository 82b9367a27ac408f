"""A number that was given."""

from __future__ import annotations

from django.db import models

from congso.foundation.numbering.models.book import NumberBook


class NumberEntry(models.Model):
    """A number of a book (số đã cấp): stays for ever, also when it was voided, with the reason.

    NĐ 30/2020/NĐ-CP: a number once taken is never used again.
    """

    book = models.ForeignKey(NumberBook, on_delete=models.PROTECT, related_name="entries")
    value = models.PositiveIntegerField()
    text = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "value"], name="number_once")]
        indexes = [models.Index(fields=["subject"], name="number_subject"), models.Index(fields=["text"], name="number_text")]
