"""A sealed batch of audit lines."""

from __future__ import annotations

from django.db import models


class AuditSeal(models.Model):
    """The Merkle root over a range of audit lines (dấu niêm phong nhật ký), chained to the seal before and signed.

    It covers the lines whose transaction number is in [transaction_from, transaction_to), ordered by
    transaction, then id.
    """

    at = models.DateTimeField()
    transaction_from = models.BigIntegerField()
    transaction_to = models.BigIntegerField(unique=True)
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    previous_hash = models.BinaryField(max_length=32)
    seal_hash = models.BinaryField(max_length=32, unique=True)
    signature = models.BinaryField(max_length=64)
    key_id = models.CharField(max_length=16)

    class Meta:
        ordering = ["id"]
