"""A work dossier, who else may read it, and what happened to it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from congso.core.ids import uuid7
from congso.domains.records.enums import Access, Medium, State
from congso.domains.records.models.file_list import ListEntry
from congso.domains.records.models.rules import PERIOD


class WorkDossier(models.Model):
    """Hồ sơ công việc: the documents of one matter, from its opening to the archive (NĐ 30/2020, Điều 28 to 31).

    Dates, totals and the year in which the work ended are fixed when it is closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    """The year it was opened in; codes are once a year."""
    entry = models.OneToOneField(ListEntry, null=True, on_delete=models.PROTECT, related_name="dossier")
    outside_reason = models.CharField(max_length=500, blank=True)
    """Why it was opened though the list has it not."""
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=500)
    description = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=50, default="Tiếng Việt")
    years = models.PositiveSmallIntegerField(null=True)
    """Thời hạn lưu trữ; NULL while nobody has set it."""
    rule_code = models.CharField(max_length=20, blank=True)
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.NORMAL)
    medium = models.CharField(max_length=10, choices=Medium.choices, default=Medium.ELECTRONIC)
    is_construction = models.BooleanField(default=False)
    keeper_id = models.BigIntegerField()
    """Who is responsible for it (người lập)."""
    keeper_name = models.CharField(max_length=120)
    box = models.CharField(max_length=30, blank=True)
    """Hộp/cặp số, of a paper dossier."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField()
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    """Days of the first and the last document."""
    work_ended_on = models.DateField(null=True)
    """When the work ended, or the construction was settled: limits and periods run from it."""
    end_year = models.PositiveSmallIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    hand_over_by = models.DateField(null=True)
    doc_total = models.PositiveIntegerField(null=True)
    page_total = models.PositiveIntegerField(null=True)
    sheet_total = models.PositiveIntegerField(null=True)
    search_key = models.TextField(blank=True)

    class Meta:
        """Each code once an agency and year; listed by agency, unit, keeper."""

        db_table = "records_dossier"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency_id", "year", "code"], name="work_dossier_once"),
            models.CheckConstraint(condition=models.Q(years=None) | PERIOD, name="work_dossier_period"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "-id"], name="work_dossier_agency"),
            models.Index(fields=["keeper_id", "-id"], name="work_dossier_keeper"),
            models.Index(fields=["unit_id", "-id"], name="work_dossier_unit"),
            models.Index(fields=["agency_id", "hand_over_by"], name="work_dossier_due", condition=models.Q(state="closed")),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="work_dossier_words"),
        ]

    def __str__(self) -> str:
        return self.code


class Grant(models.Model):
    """Leave to read a dossier, with the reason, until a day (cấp quyền xem)."""

    dossier = models.ForeignKey(WorkDossier, on_delete=models.PROTECT, related_name="grants")
    account_id = models.BigIntegerField()
    account_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    until = models.DateField()
    """The last day on which it holds."""
    given_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Found by person."""

        db_table = "records_grant"
        ordering: ClassVar[list[str]] = ["-given_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["account_id", "dossier"], name="record_grant_person")]


class DossierEvent(models.Model):
    """A line of a dossier's story."""

    dossier = models.ForeignKey(WorkDossier, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    name = models.CharField(max_length=30)
    note = models.CharField(max_length=600, blank=True)

    class Meta:
        """Newest first."""

        db_table = "records_event"
        ordering: ClassVar[list[str]] = ["-at", "-id"]
