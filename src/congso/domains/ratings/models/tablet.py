"""A tablet at a counter."""

from __future__ import annotations

from django.db import models

from congso.domains.ratings.enums import DeviceUse


class Tablet(models.Model):
    """A device at a counter, known by its address: it takes ratings, or is the machine that visitors share (máy tại quầy).

    Only the hash of its key is kept: the address is shown once, when it is made.
    """

    unit_id = models.BigIntegerField()
    name = models.CharField(max_length=100)
    use = models.CharField(max_length=8, choices=DeviceUse.choices, default=DeviceUse.RATING)
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=120)
    valid_to = models.DateField()
    """First day on which it no longer holds."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name
