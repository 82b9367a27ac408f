"""How a unit collects."""

from __future__ import annotations

from django.db import models


class CollectionAccount(models.Model):
    """Bank account and receipt series of a collecting unit (tài khoản thu, ký hiệu biên lai), from a day on."""

    unit_id = models.BigIntegerField()
    valid_from = models.DateField()
    bank_bin = models.CharField(max_length=6, blank=True)
    """The bank's six digits (mã BIN, NAPAS); without account no VietQR is shown."""
    bank_name = models.CharField(max_length=120, blank=True)
    account_number = models.CharField(max_length=19, blank=True)
    account_name = models.CharField(max_length=120, blank=True)
    receipt_form = models.CharField(max_length=30, blank=True)
    """Mẫu số biên lai; the form of NĐ 123/2020/NĐ-CP as amended is unverified."""
    receipt_series = models.CharField(max_length=20, blank=True)
    """Ký hiệu biên lai (unverified)."""
    days_to_pay = models.PositiveSmallIntegerField(default=10)
    """Days before a payment counts as late; no rule for it was found (unverified)."""
    days_kept_open = models.PositiveSmallIntegerField(default=60)
    """Days after which a request that nobody paid is closed (unverified)."""

    class Meta:
        ordering = ["unit_id", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "valid_from"], name="collection_account_once_a_day")
        ]
