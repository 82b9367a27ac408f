"""Fixed lists of this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Service(models.TextChoices):
    """A national database that is asked (dịch vụ tra cứu, domain D4)."""

    POPULATION = "population", _("Cơ sở dữ liệu quốc gia về dân cư")
    BUSINESS = "business", _("Cơ sở dữ liệu đăng ký doanh nghiệp")
    INSURANCE = "insurance", _("Cơ sở dữ liệu bảo hiểm xã hội")
    INSURED = "insured", _("Tìm mã số bảo hiểm xã hội theo họ tên, ngày sinh")
    FILING = "filing", _("Tình trạng hồ sơ đăng ký doanh nghiệp")
    JUDICIAL = "judicial", _("Lý lịch tư pháp")
    CIVIL = "civil", _("Hộ tịch điện tử")
    CATEGORIES = "categories", _("Danh mục dùng chung")


CODES = {
    Service.POPULATION: "CSDLDC", Service.BUSINESS: "CSDLDKDN", Service.INSURANCE: "CSDLBHXH",
    Service.INSURED: "CSDLBHXH", Service.FILING: "CSDLDKDN", Service.JUDICIAL: "CSDLLLTP", Service.CIVIL: "CSDLHT", Service.CATEGORIES: "DMDC",
}  # fmt: skip
"""MaCSDL as reported with a paper; no published list was found: (unverified)."""

UNVERIFIED = frozenset({Service.POPULATION})
"""No definition of this service is public: its adapter speaks a form of our own until the real one is known."""


class Outcome(models.TextChoices):
    """How a look-up ended."""

    ASKED = "asked", _("đang hỏi")
    FOUND = "found", _("có dữ liệu")
    MISSING = "missing", _("không có dữ liệu")
    REFUSED = "refused", _("bên kia từ chối")
    SILENT = "silent", _("không trả lời")
    RESTING = "resting", _("tạm nghỉ, chưa hỏi")
    KEPT = "kept", _("bản đã lưu")


WITH_DATA = frozenset({Outcome.FOUND, Outcome.KEPT})
