"""The address under which a person's calendar programs read their entries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Feed(models.Model):
    """Địa chỉ lịch: a person's own entries, or the leaders' calendar of their agency as they may read it.

    Only the hash of its key is kept; the address is shown once, when it is made.
    """

    account_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    """Whose leaders' calendar; none: what the person takes part in."""
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """One of each sort that holds for each person."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account_id", "agency_id"], condition=models.Q(revoked_at=None), nulls_distinct=False, name="feed_of_sort_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.account_id)
