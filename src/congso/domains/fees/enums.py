"""Fixed lists of payments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineKind(models.IntegerChoices):
    """What a line is (LoaiPhiLePhi of the payment platform; the figures are unverified, domain D3)."""

    FEE = 1, _("Phí")
    CHARGE = 2, _("Lệ phí")


class RequestState(models.TextChoices):
    """Where a request for payment stands (trạng thái yêu cầu nộp)."""

    OPEN = "open", _("Chờ nộp")
    PAID = "paid", _("Đã nộp")
    CANCELLED = "cancelled", _("Không thu nữa")
    PARTLY_REFUNDED = "partly", _("Đã nộp, hoàn một phần")
    REFUNDED = "refunded", _("Đã nộp, hoàn toàn bộ")


SETTLED_STATES = frozenset({RequestState.PAID, RequestState.PARTLY_REFUNDED, RequestState.REFUNDED})


class PaymentState(models.TextChoices):
    """How a payment fits what was asked."""

    MATCHED = "matched", _("Khớp")
    WRONG_AMOUNT = "wrong", _("Sai số tiền")
    DOUBLE = "double", _("Nộp trùng")
    LATE = "late", _("Nộp sau hạn")
    UNKNOWN = "unknown", _("Không rõ khoản nào")


class Way(models.TextChoices):
    """By what way money came (hình thức nộp); gateways have a key of their own."""

    CASH = "cash", _("Tiền mặt tại quầy")
    TRANSFER = "transfer", _("Chuyển khoản (VietQR)")
