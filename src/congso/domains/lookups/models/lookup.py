"""Every look-up that was made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.lookups.enums import Outcome, Service


class Lookup(models.Model):
    """A look-up in a national database (lần tra cứu): by whom, for which dossier, to what end; written before it is asked.

    What was answered is not in it, unless a dated rule lets it be kept for some hours; then it lies here sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    service = models.CharField(max_length=12, choices=Service.choices)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    account_name = models.CharField(max_length=120)
    unit_id = models.BigIntegerField()
    """The counter or unit for whose dossier it was made."""
    dossier_id = models.UUIDField(null=True)
    intake_key = models.UUIDField(null=True)
    """At the counter, before there is a dossier: the key of its form, which the dossier keeps."""
    purpose = models.CharField(max_length=300)
    subject = models.CharField(max_length=40)
    """Whose number was asked for, masked."""
    query_key = models.CharField(max_length=64)
    """Keyed hash of what was asked, to find a kept answer again."""
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.ASKED)
    note = models.CharField(max_length=300, blank=True)
    took_ms = models.PositiveIntegerField(null=True)
    answer = models.BinaryField(null=True)
    """Sealed; gone after ``kept_until``."""
    kept_until = models.DateTimeField(null=True)

    class Meta:
        """By dossier, by time; answers to be forgotten are found by when."""

        db_table = "lookups_lookup"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="lookup_is_for_a_dossier", condition=models.Q(dossier_id__isnull=False) | models.Q(intake_key__isnull=False)
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dossier_id", "id"], name="lookup_dossier", condition=models.Q(dossier_id__isnull=False)),
            models.Index(fields=["intake_key", "id"], name="lookup_intake", condition=models.Q(intake_key__isnull=False)),
            models.Index(fields=["kept_until"], name="lookup_kept", condition=models.Q(kept_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.subject}"
