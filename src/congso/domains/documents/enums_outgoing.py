"""Sorts and states of what goes out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """How far a document has come on its way to one receiver."""

    SENT = "sent", _("Đã gửi")
    RECEIVED = "received", _("Đã nhận")
    REFUSED = "refused", _("Bị từ chối, trả lại")
    WAITING = "waiting", _("Chờ gửi qua trục liên thông hoặc gửi bản giấy")
    HANDED = "handed", _("Đã gửi bản giấy")
    RECALL = "recall", _("Đã báo thu hồi")


class DeliveryWay(models.TextChoices):
    """How a receiver gets it."""

    INTERNAL = "internal", _("Trong hệ thống")
    EMAIL = "email", _("Thư điện tử")
    OUTSIDE = "outside", _("Trục liên thông hoặc bản giấy")


class StepCode(models.TextChoices):
    """Steps of the work on an outgoing document (NĐ 30/2020, Điều 10 to 18)."""

    DRAFT = "soan-thao", _("Soạn thảo")
    CONTENT = "duyet-noi-dung", _("Lãnh đạo phòng duyệt nội dung")
    FORM = "kiem-tra-the-thuc", _("Văn thư kiểm tra thể thức")
    SIGN = "ky", _("Lãnh đạo cơ quan ký")
    SIGN_BY_ORDER = "ky-thua-lenh", _("Ký thừa lệnh, thừa ủy quyền")
    ISSUE = "phat-hanh", _("Văn thư đóng dấu, phát hành")


EDITED_IN = frozenset({StepCode.DRAFT, StepCode.CONTENT, StepCode.FORM})
"""Steps in which the words may still be changed."""
SIGNED_IN = frozenset({StepCode.SIGN, StepCode.SIGN_BY_ORDER})
