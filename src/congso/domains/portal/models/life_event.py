"""What happens in people's lives, with the procedures it needs."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LifeEvent(models.Model):
    """A life event (sự kiện cuộc đời, sự kiện kinh doanh) on the citizens' first page.

    Dated and never overwritten: a change closes the row and opens another. ``codes`` are codes of procedures in
    the order shown; a code no longer in force is left out, an event without any is not shown.
    """

    slug = models.SlugField(max_length=50)
    title = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    icon = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=100)
    codes: ClassVar[ArrayField[list[str], list[str]]] = ArrayField(
        models.CharField(max_length=30), default=list
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """First day on which it is no longer shown; equal to ``valid_from`` when replaced on the very day."""

    class Meta:
        ordering = ["order", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(valid_to__isnull=True), name="life_event_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="life_event_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.title
