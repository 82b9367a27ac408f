"""An entry of the calendar."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from congso.core.ids import uuid7
from congso.domains.schedules.enums import Change, EntryState, Part
from congso.domains.schedules.models.week import Week

NOON, DAY = 12 * 60, 24 * 60


class Entry(models.Model):
    """Mục lịch công tác: when, what, where, who presides (chủ trì), who takes part (thành phần), who prepares (chuẩn bị)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="entries")
    agency_id = models.BigIntegerField()
    day = models.DateField()
    part = models.CharField(max_length=10, choices=Part.choices)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    content = models.TextField()
    place = models.CharField(max_length=300, blank=True)
    leaders = ArrayField(models.BigIntegerField(), default=list)
    """Accounts of the leaders who preside or attend, the presiding one first."""
    people = ArrayField(models.BigIntegerField(), default=list)
    units = ArrayField(models.BigIntegerField(), default=list)
    others = models.CharField(max_length=500, blank=True)
    """Who takes part besides, in words."""
    preparing_unit_id = models.BigIntegerField(null=True)
    document_id = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)
    internal = models.BooleanField(default=False)
    """Nội bộ: only who takes part and the office see it."""
    is_public = models.BooleanField(default=False)
    """Công khai: shown to everybody where the agency opened its calendar."""
    state = models.CharField(max_length=10, choices=EntryState.choices)
    change = models.CharField(max_length=10, choices=Change.choices, blank=True)
    change_reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    """One more with each change: guards against two at once, and is the SEQUENCE of iCalendar."""
    updated_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)
    created_by_name = models.CharField(max_length=120)
    proposing_unit_id = models.BigIntegerField(null=True)
    """The unit that proposed it; none when the office wrote it."""
    answered_by_name = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    """Why a proposal was not taken."""

    class Meta:
        """Found by agency and day, by leader, by who takes part."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "day"], name="schedule_day"),
            models.Index(fields=["agency_id", "-id"], condition=models.Q(proposing_unit_id__isnull=False), name="schedule_proposal"),
            models.Index(fields=["document_id"], condition=models.Q(document_id__isnull=False), name="schedule_document"),
            GinIndex(fields=["leaders"], name="schedule_leaders"),
            GinIndex(fields=["people"], name="schedule_people"),
        ]

    def __str__(self) -> str:
        return self.content[:80]

    @property
    def span(self) -> tuple[int, int]:
        """Minutes of the day it takes; without an end it is taken to last until the half-day's end."""
        if self.part == Part.MORNING:
            return 0, NOON
        if self.part == Part.AFTERNOON:
            return NOON, DAY
        if self.part == Part.WHOLE or self.begins is None:
            return 0, DAY
        begin = self.begins.hour * 60 + self.begins.minute
        if self.ends is not None:
            return begin, self.ends.hour * 60 + self.ends.minute
        return begin, NOON if begin < NOON else DAY

    @property
    def is_morning(self) -> bool:
        """Whether it stands in the morning's half of its day."""
        return self.span[0] < NOON
