"""How a dossier is handed in, how long it takes then, and what it costs."""

from __future__ import annotations

from django.db import models

from congso.domains.procedures.enums import Channel, TimeUnit
from congso.domains.procedures.models.version import ProcedureVersion


class VersionChannel(models.Model):
    """A way of doing a procedure (cách thức thực hiện) with its time limit and fee.

    ``amount`` is set only where the source's figure is a figure; ``fee_amount`` (đồng, 0: free) only where
    nothing in the note contradicts it. The texts are as the source has them.
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="channels")
    order = models.PositiveSmallIntegerField()
    channel = models.PositiveSmallIntegerField(choices=Channel)
    amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=12, choices=TimeUnit, blank=True)
    time_text = models.CharField(max_length=60, blank=True)
    fee_text = models.CharField(max_length=120, blank=True)
    fee_amount = models.BigIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="version_channel_order")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.time_text}"
