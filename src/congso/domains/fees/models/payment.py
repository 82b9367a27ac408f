"""Payments, what was refunded of them, and how differences were solved."""

from __future__ import annotations

from django.db import models

from congso.domains.fees.enums import PaymentState
from congso.domains.fees.models.request import PaymentRequest


class Payment(models.Model):
    """Money that came (khoản nộp): kept as it came, whether it fits a request or not; never changed afterwards."""

    request = models.ForeignKey(PaymentRequest, on_delete=models.PROTECT, related_name="payments", null=True)
    unit_id = models.BigIntegerField(null=True)
    """Whose money it is; unknown for a gateway's payment that names no request of ours."""
    adapter = models.CharField(max_length=30)
    gateway_id = models.CharField(max_length=80)
    """The transaction's number at the gateway or bank: the same never counts twice."""
    amount = models.BigIntegerField()
    paid_at = models.DateTimeField()
    """When it was paid, as the gateway, bank or clerk says."""
    received_at = models.DateTimeField()
    """When we learnt of it: the day it is reconciled on."""
    state = models.CharField(max_length=8, choices=PaymentState)
    settles = models.BooleanField(default=False)
    """Whether this payment paid its request; of several only one does."""
    raw = models.JSONField(default=dict)
    """The message as it came."""
    taken_by = models.BigIntegerField(null=True)
    taken_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adapter", "gateway_id"], name="payment_known_once"),
            models.UniqueConstraint(
                fields=["request"], name="payment_settles_once", condition=models.Q(settles=True)
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_positive"),
        ]
        indexes = [
            models.Index(fields=["unit_id", "received_at"], name="payment_day"),
            models.Index(
                fields=["received_at"], name="payment_difference", condition=models.Q(settles=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adapter}/{self.gateway_id}"


class Refund(models.Model):
    """That money is given back (hoàn trả), as decided; the treasury pays it out, outside this program."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=1000)
    decision_number = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
    noted_by = models.BigIntegerField(null=True)
    noted_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_positive")]


class Solution(models.Model):
    """How a difference was cleared up (xử lý chênh lệch): written once, never changed."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="solution")
    reason = models.CharField(max_length=1000)
    solved_at = models.DateTimeField()
    solved_by = models.BigIntegerField(null=True)
    solved_by_name = models.CharField(max_length=120)
