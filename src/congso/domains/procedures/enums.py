"""Code lists of the catalogue, as the national portal and TT 03/2025/TT-VPCP use them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """At which level a procedure is decided (cấp thực hiện)."""

    MINISTRY = "ministry", _("Cấp bộ")
    PROVINCE = "province", _("Cấp tỉnh")
    COMMUNE = "commune", _("Cấp xã")
    OTHER = "other", _("Cơ quan khác")


class Channel(models.IntegerChoices):
    """How a dossier is handed in (KenhThucHien of the national portal)."""

    DIRECT = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Dịch vụ bưu chính")


class TimeUnit(models.TextChoices):
    """In what a time limit is counted (đơn vị tính thời hạn), as the calendar names it; empty: the source names none."""

    HOURS = "hour", _("giờ")
    WORKING_DAYS = "working_day", _("ngày làm việc")
    DAYS = "day", _("ngày")
    MONTHS = "month", _("tháng")
    UNKNOWN = "", _("chưa rõ đơn vị")


class Origin(models.TextChoices):
    """Where a version's wording comes from."""

    NATIONAL = "national", _("Cơ sở dữ liệu quốc gia về TTHC")
    LOCAL = "local", _("Địa phương chỉnh sửa")


class ServiceLevel(models.TextChoices):
    """How much can be done online (mức độ dịch vụ công trực tuyến, NĐ 224/2026 Điều 14–16)."""

    UNKNOWN = "", _("Chưa xác định")
    FULL = "full", _("Toàn trình")
    PARTIAL = "partial", _("Một phần")
    INFORMATION = "information", _("Cung cấp thông tin trực tuyến")


class IdentityLevel(models.IntegerChoices):
    """How sure the national identity is of a person (mức độ của tài khoản định danh điện tử, NĐ 320/2026/NĐ-CP)."""

    ONE = 1, _("Mức 1")
    TWO = 2, _("Mức 2")


class FeeKind(models.IntegerChoices):
    """Loại phí, lệ phí (LoaiPhiLePhi of the payment platform; the figures are unverified, domain D3)."""

    FEE = 1, _("Phí")
    CHARGE = 2, _("Lệ phí")


class Collected(models.IntegerChoices):
    """When a fee is collected (HinhThucThu)."""

    AT_INTAKE = 1, _("Khi tiếp nhận hồ sơ")
    AT_SUPPLEMENT = 2, _("Khi bổ sung hồ sơ")
    AT_RETURN = 4, _("Khi trả kết quả")


class ResultKind(models.TextChoices):
    """In which form the result is given (hình thức kết quả)."""

    PAPER = "paper", _("Bản giấy")
    ELECTRONIC = "electronic", _("Bản điện tử")
    BOTH = "both", _("Bản giấy và bản điện tử")
