"""Shared lists as they are kept here, and in what the platform's differ."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from congso.domains.lookups.enums import DifferenceKind, DifferenceState


class SharedList(models.Model):
    """A shared list and when it was fetched last (danh mục dùng chung)."""

    key = models.CharField(max_length=40, primary_key=True)
    fetched_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=500, blank=True)
    properties: models.JSONField[Any, Any] = models.JSONField(default=list)
    """(code, name, kind) of the fields of its rows, as the platform describes them."""

    class Meta:
        """By key."""

        db_table = "lookups_shared_list"
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return self.key


class SharedRow(models.Model):
    """A row of a shared list as approved here; one that is changed or gone ends, and is not deleted."""

    list_key = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=500)
    parent_code = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        """One in force a code."""

        db_table = "lookups_shared_row"
        ordering: ClassVar[list[str]] = ["list_key", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list_key", "code"], condition=models.Q(ended_on=None), name="lookups_shared_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.list_key} {self.code}"


class SharedDifference(models.Model):
    """A row that the platform has otherwise than we (điểm khác), waiting for a decision."""

    list_key = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=DifferenceKind.choices)
    our_name = models.CharField(max_length=500, blank=True)
    our_parent = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=500, blank=True)
    parent_code = models.CharField(max_length=60, blank=True)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=DifferenceState.choices, default=DifferenceState.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """One open a row."""

        db_table = "lookups_shared_difference"
        ordering: ClassVar[list[str]] = ["list_key", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list_key", "code"], condition=models.Q(state="open"), name="lookups_shared_difference_open")
        ]

    def __str__(self) -> str:
        return f"{self.list_key} {self.code}: {self.kind}"
