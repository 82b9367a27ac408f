"""A procedure: its code, which stays; all wording is in its versions."""

from __future__ import annotations

from django.db import models


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính), known by its national code ``1.001193`` (mã TTHC)."""

    code = models.CharField(max_length=30, unique=True)

    def __str__(self) -> str:
        return self.code
