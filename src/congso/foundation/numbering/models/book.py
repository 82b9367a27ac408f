"""A book from which numbers are taken."""

from __future__ import annotations

from django.db import models


class NumberBook(models.Model):
    """A sequence of one unit, for one kind of number, in one period (sổ cấp số).

    ``period`` is the year (``2026``), or the day (``261122``) for dossier codes, which run anew every day
    (TT 03/2025/TT-VPCP, Điều 13). ``last`` is the last number given; a closed book gives none.
    """

    unit_id = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_id", "kind", "period"], name="number_book_once")]
