"""Sorts, states and periods of work dossiers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PERMANENT = 9999
"""Vĩnh viễn, as a number of years longer than any other, so that the longest period of a dossier is simply the largest."""
SHORTEST, LONGEST = 2, 70
"""The periods that may be set besides permanent, in years (Luật Lưu trữ 33/2024/QH15, Điều 15)."""
HANDED_FROM = 5
"""Dossiers kept so many years or longer go to the agency's archive; their sheets are numbered (NĐ 30/2020, Điều 29, 31)."""


def period_text(years: int | None) -> str:
    """A retention period as papers write it: ``Vĩnh viễn``, ``20 năm``; empty while none is set."""
    if years is None:
        return ""
    return gettext("Vĩnh viễn") if years == PERMANENT else gettext("%(years)d năm") % {"years": years}


class ListState(models.TextChoices):
    """How far a yearly list has come."""

    DRAFT = "draft", _("Đang soạn")
    ISSUED = "issued", _("Đã ban hành")


class State(models.TextChoices):
    """Where a dossier stands."""

    OPEN = "open", _("Đang lập hồ sơ")
    CLOSED = "closed", _("Đã kết thúc")
    HANDED = "handed", _("Đã nộp lưu, chờ tiếp nhận")
    ARCHIVED = "archived", _("Lưu trữ cơ quan đã nhận")


class Access(models.TextChoices):
    """Mức độ tiếp cận: who opens a dossier is a matter of need at every level; the levels say who may know of it."""

    NORMAL = "normal", _("Bình thường")
    INTERNAL = "internal", _("Lưu hành nội bộ (ẩn tiêu đề với người khác)")
    RESTRICTED = "restricted", _("Hạn chế tiếp cận (ẩn tiêu đề, ghi nhật ký mỗi lần xem)")


HIDDEN = (Access.INTERNAL, Access.RESTRICTED)
"""Levels at which others in the agency do not read the title."""


class Medium(models.TextChoices):
    """What a dossier is made of."""

    ELECTRONIC = "electronic", _("Hồ sơ điện tử")
    PAPER = "paper", _("Hồ sơ giấy")
    MIXED = "mixed", _("Hồ sơ giấy và điện tử")


class Term(models.TextChoices):
    """Which time limit for handing over a dossier falls under."""

    ELECTRONIC = "electronic", _("Hồ sơ điện tử")
    CONSTRUCTION = "construction", _("Hồ sơ xây dựng cơ bản")
    OTHER = "other", _("Hồ sơ, tài liệu khác")


class TermUnit(models.TextChoices):
    """In what a limit is counted."""

    DAYS = "days", _("ngày")
    MONTHS = "months", _("tháng")


class RuleGroup(models.IntegerChoices):
    """Groups of the retention table (TT 10/2022/TT-BNV, Phụ lục I; names unverified)."""

    GENERAL = 1, _("Tổng hợp")
    PLANNING = 2, _("Quy hoạch, kế hoạch, thống kê")
    STAFF = 3, _("Tổ chức, cán bộ")
    WAGES = 4, _("Lao động, tiền lương")
    FINANCE = 5, _("Tài chính, kế toán")
    CONSTRUCTION = 6, _("Xây dựng cơ bản")
    SCIENCE = 7, _("Khoa học, công nghệ")
    FOREIGN = 8, _("Hợp tác quốc tế")
    INSPECTION = 9, _("Thanh tra, giải quyết khiếu nại, tố cáo")
    REWARD = 10, _("Thi đua, khen thưởng")
    LEGAL = 11, _("Pháp chế")
    OFFICE = 12, _("Hành chính, quản trị")
    PROFESSIONAL = 13, _("Chuyên môn, nghiệp vụ")
    PARTY = 14, _("Đảng, đoàn thể")


class HandoverState(models.TextChoices):
    """How far a hand-over has come."""

    DRAFT = "draft", _("Đang lập")
    SENT = "sent", _("Đã nộp, chờ lưu trữ kiểm tra")
    ANSWERED = "answered", _("Lưu trữ đã trả lời")


class KeepingState(models.TextChoices):
    """What became of a question to keep a dossier back."""

    ASKED = "asked", _("Chờ đồng ý")
    AGREED = "agreed", _("Được giữ lại")
    REFUSED = "refused", _("Không đồng ý")
    WITHDRAWN = "withdrawn", _("Đã rút")
    ENDED = "ended", _("Đã hết thời gian giữ lại")


class LineState(models.TextChoices):
    """What became of one dossier of a hand-over."""

    LISTED = "listed", _("Trong danh sách")
    SENT = "sent", _("Đã nộp")
    RETURNED = "returned", _("Trả lại")
    AGREED = "agreed", _("Đồng ý nhận")
