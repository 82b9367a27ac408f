"""How the national portal is reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PortalConnection(models.Model):
    """The connection to the national portal (kết nối Cổng DVCQG) through the province's axis; one is open at a time."""

    address = models.URLField()
    """The one address that takes every service."""
    account = models.CharField(max_length=60)
    password = models.BinaryField()
    """Sealed."""
    destination = models.CharField(max_length=60)
    """The axis's code of the portal (header ``dstcode``)."""
    unit_code = models.CharField(max_length=35)
    """``madonvi``: the electronic identifier under which this province reports."""
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    """When the portal last answered as it should."""
    trouble = models.CharField(max_length=300, blank=True)
    """What was wrong when it was last asked; empty when nothing was."""
    drift = models.CharField(max_length=500, blank=True)
    """Which fields of its answers were missing, of another kind or not known, when that was last so."""
    drift_at = models.DateTimeField(null=True)

    class Meta:
        """One open connection."""

        db_table = "national_connection"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(closed_at=None), name="national_one_open_connection")
        ]

    def __str__(self) -> str:
        return self.address
