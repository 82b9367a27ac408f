"""Figures that somebody declares, where our own tables do not know them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class DeclaredFigure(models.Model):
    """How many dossiers an agency, or the whole province, received in a period by declaration (số hồ sơ phải đồng bộ; QĐ 766/QĐ-TTg, 1.4).

    The denominator of the share where it is declared; a row that is wrong ends and another is written, none is changed.
    """

    agency_id = models.BigIntegerField(null=True)
    """NULL: the whole province."""
    first_day = models.DateField()
    last_day = models.DateField()
    received = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    """Where the figure is from: a report, a letter."""
    declared_at = models.DateTimeField()
    declared_by = models.BigIntegerField(null=True)
    declared_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        """One in force an agency and period."""

        db_table = "national_declared"
        ordering: ClassVar[list[str]] = ["-first_day", "agency_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency_id", "first_day", "last_day"], condition=Q(ended_at=None), name="national_declared_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="national_declared_days"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}: {self.received}"
