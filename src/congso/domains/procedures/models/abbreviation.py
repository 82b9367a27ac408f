"""Short forms people type."""

from __future__ import annotations

from django.db import models


class Abbreviation(models.Model):
    """A short form (từ viết tắt) and the words it stands for, both folded: ``cccd`` → ``can cuoc cong dan``."""

    short = models.CharField(max_length=20)
    words = models.CharField(max_length=100)

    class Meta:
        ordering = ["short", "words"]
        constraints = [models.UniqueConstraint(fields=["short", "words"], name="abbreviation_once")]

    def __str__(self) -> str:
        return self.short
