"""Weekly working hours."""

from __future__ import annotations

from django.db import models

from congso.foundation.orgs.models import Unit


class WorkingHours(models.Model):
    """One half-day of the week in which deadlines run (buổi làm việc), with its dates.

    Without a unit it is the province's rule; while a unit has hours of its own, those replace the province's
    for it. Duty on a weekly rest day only to take in papers is not working time for deadlines: leave it out.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    """0 Monday (thứ Hai) … 6 Sunday (Chủ nhật)."""
    start = models.TimeField()
    end = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """First day on which the hours no longer hold."""

    class Meta:
        ordering = ["weekday", "start", "id"]
        verbose_name_plural = "working hours"
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="working_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="working_hours_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="working_hours_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["unit", "weekday", "start", "valid_from"],
                nulls_distinct=False,
                name="working_hours_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.start:%H:%M}–{self.end:%H:%M}"
