"""Sorts and states of what goes out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """How far a document has come on its way to one receiver."""

    QUEUED = "queued", _("Chờ trục liên thông nhận")
    SENT = "sent", _("Đã gửi")
    ARRIVED = "arrived", _("Đã đến")
    RECEIVED = "received", _("Đã nhận")
    REFUSED = "refused", _("Bị từ chối, trả lại")
    WAITING = "waiting", _("Chờ gửi qua trục liên thông hoặc gửi bản giấy")
    ASSIGNED = "assigned", _("Đã phân công")
    IN_WORK = "in_work", _("Đang xử lý")
    DONE = "done", _("Hoàn thành")
    FAILED = "failed", _("Không gửi được qua trục")
    HANDED = "handed", _("Đã gửi bản giấy")
    STOPPED = "stopped", _("Thôi không gửi")
    RECALL = "recall", _("Đã báo thu hồi")
    RECALLED = "recalled", _("Đã thu hồi")
    KEPT = "kept", _("Từ chối thu hồi")
    REPLACE = "replace", _("Đã báo thay thế")
    REPLACED = "replaced", _("Đã thay thế")
    UNREPLACED = "unreplaced", _("Từ chối thay thế")


class DeliveryWay(models.TextChoices):
    """How a receiver gets it."""

    INTERNAL = "internal", _("Trong hệ thống")
    EMAIL = "email", _("Thư điện tử")
    AXIS = "axis", _("Trục liên thông")
    OUTSIDE = "outside", _("Trục liên thông hoặc bản giấy")
    PAPER = "paper", _("Bản giấy")


class FileKind(models.TextChoices):
    """What goes with a document (NĐ 30/2020, Phụ lục I, Phần I, mục II, khoản 8; mục III, khoản 1)."""

    TEXT = "text", _("Phụ lục soạn ngay trong tệp văn bản")
    ANNEX = "annex", _("Phụ lục là tệp riêng, cơ quan ký số")
    OTHER = "other", _("Tệp khác kèm theo (bảng tính, ảnh…), không ký")


class SecondKind(models.TextChoices):
    """Who signs beside the agency's signer."""

    PERSON = "person", _("Người của cơ quan (ký trước)")
    PARTY = "party", _("Bên ngoài cơ quan (ký bằng chữ ký số của họ)")


class Side(models.TextChoices):
    """Which side of a contract the agency is."""

    A = "A", _("Bên A")
    B = "B", _("Bên B")


class StepCode(models.TextChoices):
    """Steps of the work on an outgoing document (NĐ 30/2020, Điều 10 to 18)."""

    DRAFT = "soan-thao", _("Soạn thảo")
    CONTENT = "duyet-noi-dung", _("Lãnh đạo phòng duyệt nội dung")
    FORM = "kiem-tra-the-thuc", _("Văn thư kiểm tra thể thức")
    SIGN = "ky", _("Lãnh đạo cơ quan ký")
    SIGN_BY_ORDER = "ky-thua-lenh", _("Ký thừa lệnh, thừa ủy quyền")
    SIGN_IN_UNIT = "ky-duoc-giao", _("Ký thừa lệnh, thừa ủy quyền tại đơn vị")
    SIGN_BY_DEPUTY = "ky-cap-pho", _("Cấp phó đơn vị ký thừa lệnh")
    ISSUE = "phat-hanh", _("Văn thư đóng dấu, phát hành")


EDITED_IN = frozenset({StepCode.DRAFT, StepCode.CONTENT, StepCode.FORM})
"""Steps in which the words may still be changed."""
SIGNED_IN = frozenset({StepCode.SIGN, StepCode.SIGN_BY_ORDER, StepCode.SIGN_IN_UNIT, StepCode.SIGN_BY_DEPUTY})
"""Steps in which a document is signed."""
NOT_BY_LEADERS = SIGNED_IN - {StepCode.SIGN}
"""Of them those in which heads of units and their deputies sign, by order or by delegation."""
SECOND_ROLES = ("clerk", "officer", "head", "leader", "registry")
"""Roles in which somebody signs as the second; a step belongs to one role, so there is one for each."""
SECOND_IN = frozenset(f"ky-thu-hai-{role}" for role in SECOND_ROLES)
"""Steps in which the second signer signs, before the signer."""
