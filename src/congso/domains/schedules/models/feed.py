"""The address under which a person's calendar programs read their entries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Feed(models.Model):
    """Địa chỉ lịch cá nhân: only the hash of its key is kept; the address is shown once, when it is made."""

    account_id = models.BigIntegerField()
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """One that holds for each person."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account_id"], condition=models.Q(revoked_at=None), name="feed_once"),
        ]

    def __str__(self) -> str:
        return str(self.account_id)
