"""How the databases are reached, how each does, how long answers may be kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.lookups.enums import Service


class GatewayConnection(models.Model):
    """The province's sharing platform (LGSP) through which the national databases are asked; one is open at a time."""

    base_url = models.URLField()
    client_id = models.CharField(max_length=80)
    secret = models.BinaryField()
    """Sealed."""
    unit_code = models.CharField(max_length=35)
    """``maDonVi``: the identifier under which this province asks."""
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One open connection."""

        db_table = "lookups_connection"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(closed_at=None), name="lookups_one_open_connection")
        ]

    def __str__(self) -> str:
        return self.base_url


class ServiceState(models.Model):
    """How a service does: known to every process, so that all of them leave one alone that has failed three times."""

    service = models.CharField(max_length=12, choices=Service.choices, primary_key=True)
    failures = models.PositiveSmallIntegerField(default=0)
    """In a row."""
    rests_until = models.DateTimeField(null=True)
    ok_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    drift = models.CharField(max_length=500, blank=True)
    """Which fields of its answers were missing, of another kind or not known, when that was last so."""
    drift_at = models.DateTimeField(null=True)

    class Meta:
        """By name."""

        db_table = "lookups_service_state"
        ordering: ClassVar[list[str]] = ["service"]

    def __str__(self) -> str:
        return self.service


class KeepingRule(models.Model):
    """For how many hours answers of a service may be kept, from a day on (thời gian lưu); without a row: not at all."""

    service = models.CharField(max_length=12, choices=Service.choices)
    valid_from = models.DateField()
    hours = models.PositiveSmallIntegerField()
    citation = models.CharField(max_length=200)

    class Meta:
        """One a day."""

        db_table = "lookups_keeping_rule"
        ordering: ClassVar[list[str]] = ["service", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "valid_from"], name="lookups_keeping_once")
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.valid_from}: {self.hours}"
