"""Receipts of fees."""

from __future__ import annotations

from django.db import models

from congso.domains.fees.models.payment import Payment
from congso.domains.fees.models.request import new_token


class Receipt(models.Model):
    """A receipt (biên lai thu phí, lệ phí): what it said that day, so that it prints the same for ever.

    Numbered by collecting unit and year without gap; cancelled with its reason, never removed.
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="receipts")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    """Leads from the QR code to the page that says whether it is genuine."""
    unit_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    form = models.CharField(max_length=30, blank=True)
    series = models.CharField(max_length=20, blank=True)
    payer_name = models.CharField(max_length=200)
    payer_address = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    lines = models.JSONField(default=list)
    """[{"name", "kind", "amount"}], amounts in đồng."""
    total = models.BigIntegerField()
    way = models.CharField(max_length=30)
    issued_at = models.DateTimeField()
    issued_by = models.BigIntegerField(null=True)
    issued_by_name = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_name = models.CharField(max_length=120, blank=True)
    cancel_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "year", "value"], name="receipt_number_once"),
            models.UniqueConstraint(
                fields=["payment"], name="receipt_valid_once", condition=models.Q(cancelled_at=None)
            ),
        ]
        indexes = [models.Index(fields=["unit_id", "issued_at"], name="receipt_day")]

    def __str__(self) -> str:
        return f"{self.series} {self.number}".strip()
