"""Whether an agency shows its published calendar to everybody."""

from __future__ import annotations

from django.db import models


class PublicCalendar(models.Model):
    """Lịch công khai of one agency: off until the office that keeps the calendar opens it."""

    agency_id = models.BigIntegerField(unique=True)
    is_open = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.agency_id} {self.is_open}"
