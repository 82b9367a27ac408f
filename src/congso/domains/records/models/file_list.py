"""The yearly list of dossiers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.records.enums import ListState
from congso.domains.records.models.rules import PERIOD


class FileList(models.Model):
    """Danh mục hồ sơ of an agency and year: drafted, then issued by its head (NĐ 30/2020, Điều 28, Phụ lục V)."""

    agency_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=ListState.choices, default=ListState.DRAFT)
    decision = models.CharField(max_length=60, blank=True)
    """Number of the decision by which it was issued."""
    issued_on = models.DateField(null=True)
    issued_by = models.BigIntegerField(null=True)
    issued_by_name = models.CharField(max_length=120, blank=True)
    issued_by_title = models.CharField(max_length=150, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """One a year."""

        db_table = "records_file_list"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency_id", "year"], name="file_list_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}"


class ListHeading(models.Model):
    """A heading of the list (đề mục): usually a division or a field of work."""

    list = models.ForeignKey(FileList, on_delete=models.CASCADE, related_name="headings")
    title = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()

    class Meta:
        """In their order."""

        db_table = "records_list_heading"
        ordering: ClassVar[list[str]] = ["place", "id"]

    def __str__(self) -> str:
        return self.title


class ListEntry(models.Model):
    """A line of the list: a dossier that is to be opened this year."""

    list = models.ForeignKey(FileList, on_delete=models.CASCADE, related_name="entries")
    heading = models.ForeignKey(ListHeading, on_delete=models.CASCADE, related_name="entries")
    code = models.CharField(max_length=30)
    """Số và ký hiệu hồ sơ: ``01.TCCB``."""
    title = models.CharField(max_length=500)
    years = models.PositiveSmallIntegerField()
    rule_code = models.CharField(max_length=20, blank=True)
    unit_id = models.BigIntegerField()
    keeper_id = models.BigIntegerField(null=True)
    """Who opens it (người lập); NULL: whoever of the unit."""
    note = models.CharField(max_length=300, blank=True)
    place = models.PositiveSmallIntegerField()
    added_on = models.DateField(null=True)
    """The day of the addition, for lines that came after the list was issued (bổ sung)."""
    added_by = models.CharField(max_length=200, blank=True)
    """By which decision or for which reason."""

    class Meta:
        """Each code once a list."""

        db_table = "records_list_entry"
        ordering: ClassVar[list[str]] = ["heading__place", "heading_id", "place", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "code"], name="list_entry_once"),
            models.CheckConstraint(condition=PERIOD, name="list_entry_period"),
        ]

    def __str__(self) -> str:
        return self.code
