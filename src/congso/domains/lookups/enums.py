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
    HOUSEHOLD = "household", _("Hộ gia đình tham gia bảo hiểm xã hội")
    FILINGS = "filings", _("Danh sách hồ sơ đăng ký doanh nghiệp theo ngày")
    TO_CIVIL = "to_civil", _("Chuyển hồ sơ sang Hộ tịch điện tử")
    TO_JUDICIAL = "to_judicial", _("Chuyển hồ sơ sang Lý lịch tư pháp")


class Target(models.TextChoices):
    """A system to which dossiers are sent on (hệ thống nhận hồ sơ)."""

    CIVIL = "civil", _("Hộ tịch điện tử")
    JUDICIAL = "judicial", _("Lý lịch tư pháp")


CALLED = {Target.CIVIL: Service.TO_CIVIL, Target.JUDICIAL: Service.TO_JUDICIAL}
"""Under which service the calls of a system are logged and watched."""


class ForwardState(models.TextChoices):
    """How a dossier that was sent on stands, for us."""

    WAITING = "waiting", _("chờ gửi")
    TAKEN = "taken", _("bên nhận đã nhận")
    INCOMPLETE = "incomplete", _("bên nhận yêu cầu bổ sung")
    REFUSED = "refused", _("không gửi được")
    DONE = "done", _("đã có kết quả")
    REPLACED = "replaced", _("đã gửi lại")


AGAIN = frozenset({ForwardState.INCOMPLETE, ForwardState.REFUSED})
"""States from which a dossier may be sent on anew."""


class ListSource(models.TextChoices):
    """Where a shared list comes from."""

    SHARED = "dmdc", _("Danh mục dùng chung")
    CIVIL = "hotich", _("Hộ tịch điện tử")
    JUDICIAL = "lltp", _("Lý lịch tư pháp")


class DifferenceKind(models.TextChoices):
    """In what a list differs from what is kept here."""

    NEW = "new", _("mới")
    CHANGED = "changed", _("thay đổi")
    GONE = "gone", _("không còn")


class DifferenceState(models.TextChoices):
    """What was decided on it."""

    OPEN = "open", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt")
    IGNORED = "ignored", _("bỏ qua")


CODES = {
    Service.POPULATION: "CSDLDC", Service.BUSINESS: "CSDLDKDN", Service.INSURANCE: "CSDLBHXH",
    Service.INSURED: "CSDLBHXH", Service.FILING: "CSDLDKDN", Service.JUDICIAL: "CSDLLLTP", Service.CIVIL: "CSDLHT", Service.CATEGORIES: "DMDC",
    Service.HOUSEHOLD: "CSDLBHXH", Service.FILINGS: "CSDLDKDN", Service.TO_CIVIL: "CSDLHT", Service.TO_JUDICIAL: "CSDLLLTP",
}  # fmt: skip
"""MaCSDL as reported with a paper; no published list was found: (unverified)."""

UNVERIFIED = frozenset({Service.POPULATION, Service.HOUSEHOLD, Service.TO_CIVIL})
"""No definition of these is public, or only half of one: their adapters speak a form of our own until the real one is known."""


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
