"""Fixed lists of ratings."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """How content somebody is (mức độ hài lòng), the worst first."""

    VERY_BAD = 1, _("Rất không hài lòng")
    BAD = 2, _("Không hài lòng")
    FAIR = 3, _("Bình thường")
    GOOD = 4, _("Hài lòng")
    VERY_GOOD = 5, _("Rất hài lòng")


DISLIKED = (Level.VERY_BAD, Level.BAD)
"""What index 766, 5.4, counts as a dislike (đánh giá không hài lòng)."""


class Way(models.TextChoices):
    """Where a rating was given (kênh đánh giá)."""

    ONLINE = "online", _("Tài khoản công dân")
    FOLLOW = "follow", _("Trang theo dõi hồ sơ, mã QR")
    COUNTER = "counter", _("Máy tính bảng tại quầy")


class CommentState(models.TextChoices):
    """What became of a comment (kiểm duyệt ý kiến); citizens' words are never changed, only shown or not."""

    NONE = "none", _("Không có ý kiến")
    NEW = "new", _("Chờ duyệt")
    PUBLISHED = "published", _("Đã đăng")
    HIDDEN = "hidden", _("Không đăng")


_BAD = {
    "late": _("Chậm, không đúng hẹn"), "many_trips": _("Phải đi lại nhiều lần"), "attitude": _("Thái độ chưa tốt"),
    "unclear": _("Hướng dẫn không rõ"), "more_papers": _("Đòi thêm giấy tờ ngoài quy định"),
    "more_money": _("Thu thêm tiền ngoài quy định"), "online_hard": _("Nộp trực tuyến khó dùng"),
    "place": _("Nơi tiếp dân chưa thuận tiện"),
}  # fmt: skip
_GOOD = {
    "fast": _("Nhanh, đúng hẹn"), "kind": _("Thái độ tận tình"), "clear": _("Hướng dẫn dễ hiểu"),
    "few_papers": _("Ít giấy tờ, không phải đi lại"), "online_easy": _("Nộp trực tuyến dễ dùng"),
    "nice_place": _("Nơi tiếp dân thuận tiện"),
}  # fmt: skip
REASONS: dict[str, Promise] = {**_BAD, **_GOOD}


def reasons_for(level: int) -> Mapping[str, Promise]:
    """What may be ticked beside a level: reproaches up to the middle, praise above it."""
    return _BAD if level <= Level.FAIR else _GOOD


class DeviceUse(models.TextChoices):
    """What a device at a counter is for (công dụng của máy)."""

    RATING = "rating", _("Nhận đánh giá")
    SHARED = "shared", _("Máy dùng chung: tìm thủ tục, nộp hồ sơ")
