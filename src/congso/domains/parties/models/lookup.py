"""Who looked a person up."""

from __future__ import annotations

from django.db import models


class PartyLookup(models.Model):
    """A look-up of a person with its purpose (tra cứu dữ liệu cá nhân): NĐ 356/2025, Luật 91/2025/QH15."""

    at = models.DateTimeField()
    account_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    identity_number = models.CharField(max_length=20)
    found = models.BooleanField()
    purpose = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["identity_number", "at"], name="party_lookup_number")]
