"""Monthly figures of what came in, kept so that a year is added up and not counted (DESIGN, decision 18)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class ArrivalMonth(models.Model):
    """A unit's arrivals of a month; the row without a unit says that the month is kept, and by which calendar it was counted.

    What depends on the present moment (đang quá hạn) is never kept.
    """

    agency_id = models.BigIntegerField()
    month = models.DateField()
    """Its first day."""
    unit_id = models.BigIntegerField(null=True)
    arrived = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    timed = models.PositiveIntegerField(default=0)
    """How many have a working time."""
    minutes = models.BigIntegerField(default=0)
    """Their working minutes together."""
    waits: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Hundredths of a day until the leader's first instruction → how many: no median is lost."""
    until = models.DateField()
    calendar = models.CharField(max_length=64, blank=True)
    """Hash of the agency's working days up to ``until``."""

    class Meta:
        """Each unit once a month."""

        db_table = "documents_arrival_month"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency_id", "month", "unit_id"], nulls_distinct=False, name="arrival_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%m/%Y}"


class MonthTouched(models.Model):
    """An arrival of this month was changed since the month was kept: until it is kept anew the month is counted.

    A row a change, so that nobody waits for anybody; written in the change's own transaction.
    """

    agency_id = models.BigIntegerField()
    month = models.DateField()

    class Meta:
        """Found by agency and month."""

        db_table = "documents_month_touched"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "month"], name="month_touched")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%m/%Y}"
