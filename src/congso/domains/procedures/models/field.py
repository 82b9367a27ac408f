"""Fields of administration."""

from __future__ import annotations

from django.db import models


class ProcedureField(models.Model):
    """A field (lĩnh vực) under which procedures are listed: Hộ tịch, Chứng thực, Đất đai …"""

    name = models.CharField(max_length=250, unique=True)
    sort_key = models.CharField(max_length=500)
    code = models.CharField(max_length=20, blank=True)
    """MALINHVUC of the national portal, where known."""

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name
