"""Dossiers sent on to systems of ministries."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.lookups.enums import ForwardState, Target


class ForwardRule(models.Model):
    """From a day on dossiers of a procedure may be sent on to a system (thủ tục chuyển hồ sơ)."""

    procedure_code = models.CharField(max_length=40)
    target = models.CharField(max_length=8, choices=Target.choices)
    module = models.CharField(max_length=10, blank=True)
    """Kind of registration, for civil status."""
    valid_from = models.DateField()
    ended_on = models.DateField(null=True)
    """The first day on which it no longer holds."""
    citation = models.CharField(max_length=200)

    class Meta:
        """One a day."""

        db_table = "lookups_forward_rule"
        ordering: ClassVar[list[str]] = ["procedure_code", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="lookups_forward_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code}: {self.target}"


class Forwarded(models.Model):
    """A dossier sent on (hồ sơ đã chuyển): what was handed over, and how far it has come there in the service's own words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier_id = models.UUIDField()
    dossier_code = models.CharField(max_length=40)
    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    target = models.CharField(max_length=8, choices=Target.choices)
    module = models.CharField(max_length=10, blank=True)
    purpose = models.CharField(max_length=300)
    body = models.BinaryField()
    """What the official checked, sealed."""
    state = models.CharField(max_length=10, choices=ForwardState.choices, default=ForwardState.WAITING)
    asked_at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    account_name = models.CharField(max_length=120)
    reference = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)
    status_code = models.CharField(max_length=20, blank=True)
    status_words = models.CharField(max_length=200, blank=True)
    status_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    """When it was asked after last."""
    result: models.JSONField[Any, Any] = models.JSONField(default=list)
    """(label, value) as the service gave them: place in the register, number of the certificate."""
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        """One on its way a dossier."""

        db_table = "lookups_forwarded"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier_id"], condition=~models.Q(state__in=["refused", "replaced"]), name="lookups_forwarded_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dossier_id", "id"], name="lookups_forwarded_dossier"),
            models.Index(fields=["heard_at"], name="lookups_forwarded_open", condition=models.Q(state__in=["taken", "incomplete"])),
            models.Index(fields=["state", "-id"], name="lookups_forwarded_state"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_code}: {self.state}"
