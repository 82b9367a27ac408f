"""How often a dossier was asked for from outside."""

from __future__ import annotations

from django.db import models


class LookupTally(models.Model):
    """Tries at the public search within an hour, by code asked for and by address asking (chống dò mã).

    The key is a keyed hash, so that the table holds neither codes nor addresses.
    """

    key = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "hour"], name="lookup_tally_once")]
        indexes = [models.Index(fields=["hour"], name="lookup_tally_hour")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
