"""A week of an agency's calendar and its versions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.schedules.enums import Change


class Week(models.Model):
    """Lịch công tác tuần: version 0 is a draft; each publication and each change after it is one more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency_id = models.BigIntegerField()
    monday = models.DateField()
    version = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    """When its present version was published."""
    published_by_name = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0)
    """One more with each change of an entry: nobody publishes what they did not see."""

    class Meta:
        """One week of an agency each; it begins on a Monday."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency_id", "monday"], name="week_once"),
            models.CheckConstraint(condition=models.Q(monday__iso_week_day=1), name="week_begins_on_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.monday:%d/%m/%Y}"

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


class WeekVersion(models.Model):
    """What was published, as it stood: kept for ever, never changed."""

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Change.choices)
    entry_id = models.UUIDField(null=True)
    """The entry that was changed; none at the first publication."""
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    lines: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Each entry with its words and, for those marked internal, who may read it."""

    class Meta:
        """Each number once."""

        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["week", "number"], name="week_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.week_id}/{self.number}"
