"""Roots that the office trusts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TrustAnchor(models.Model):
    """Chứng thư số gốc được tin cậy, with its days: the government's own authority, the national root, a partner's."""

    name = models.CharField(max_length=250)
    certificate = models.BinaryField()
    """DER."""
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=250, blank=True)
    """Where it was taken from, and by which rule it is trusted."""

    class Meta:
        """A certificate once."""

        db_table = "signing_trust_anchor"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sha256", "valid_from"], name="trust_anchor_once")
        ]

    def __str__(self) -> str:
        return self.name
