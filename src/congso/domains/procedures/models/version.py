"""The wording of a procedure for a time."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from congso.domains.procedures.enums import Level, Origin, ServiceLevel
from congso.domains.procedures.models.field import ProcedureField
from congso.domains.procedures.models.procedure import Procedure


class ProcedureVersion(models.Model):
    """One wording of a procedure (phiên bản thủ tục), valid from a day until the day before ``valid_to``.

    Versions are never overwritten: a dossier keeps the one it was received under. ``content_hash`` is the
    SHA-256 of the national record the version stands on; a local correction keeps it, so that the next import
    of the same record does not undo the correction. ``parts`` has a hash for each part, to tell what changed.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """First day on which it no longer holds; equal to ``valid_from`` when replaced on the very day."""
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.NATIONAL)
    change_note = models.CharField(max_length=300, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    parts = models.JSONField(default=dict)

    name = models.TextField()
    sort_key = models.CharField(max_length=400)
    search_key = models.TextField()
    """Folded code, name and field, each word after a space."""
    field = models.ForeignKey(ProcedureField, on_delete=models.PROTECT, related_name="versions")
    ministry = models.CharField(max_length=150, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    """Number of the ministry's decision that announced it (quyết định công bố)."""
    levels: ClassVar[ArrayField[list[str], list[str]]] = ArrayField(
        models.CharField(max_length=10, choices=Level), default=list
    )
    kind = models.CharField(max_length=120, blank=True)
    audience: ClassVar[ArrayField[list[str], list[str]]] = ArrayField(
        models.CharField(max_length=150), default=list
    )
    service_level = models.CharField(max_length=12, choices=ServiceLevel, blank=True)
    deciding_authority = models.TextField(blank=True)
    performing_authority = models.TextField(blank=True)
    coordinating_authority = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    papers_source = models.TextField(blank=True)
    """The list of papers as the source has it in one run, to compare with when a row looks odd."""
    legal_source = models.TextField(blank=True)
    """The legal bases as the source has them in one run."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number"),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=models.Q(valid_to__isnull=True),
                name="procedure_one_open_version",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="procedure_version_dates",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sort_key", "id"], name="procedure_by_name", condition=models.Q(valid_to__isnull=True)
            ),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="procedure_by_words"),
        ]

    def __str__(self) -> str:
        return self.name
