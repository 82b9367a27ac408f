"""The lists of this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """From what a task comes (căn cứ giao nhiệm vụ)."""

    DIRECT = "direct", _("Giao trực tiếp")
    DOCUMENT = "document", _("Theo văn bản")
    MEETING = "meeting", _("Theo kết luận cuộc họp")


class Priority(models.IntegerChoices):
    """How pressing a task is (mức độ ưu tiên)."""

    NORMAL = 0, _("Bình thường")
    HIGH = 1, _("Quan trọng")
    URGENT = 2, _("Khẩn")


class TaskState(models.TextChoices):
    """Where a task stands; the engine's step says the same more finely."""

    WAITING = "waiting", _("Chờ nhận")
    RETURNED = "returned", _("Bị trả lại người giao")
    DOING = "doing", _("Đang thực hiện")
    CONFIRM = "confirm", _("Chờ đơn vị xác nhận")
    REVIEW = "review", _("Chờ đánh giá")
    DONE = "done", _("Hoàn thành")
    CANCELLED = "cancelled", _("Đã thu hồi")


ENDED = (TaskState.DONE, TaskState.CANCELLED)
UNDER_WAY = (TaskState.WAITING, TaskState.DOING)
"""While it is being worked on: parts, extensions, progress."""


class Timing(models.TextChoices):
    """When a task was finished, seen from its due day (trước hạn, đúng hạn, quá hạn)."""

    EARLY = "early", _("Hoàn thành trước hạn")
    IN_TIME = "in_time", _("Hoàn thành đúng hạn")
    LATE = "late", _("Hoàn thành quá hạn")


class Quality(models.TextChoices):
    """How good the result is (mức chất lượng), as whoever gave the task judges it."""

    EXCELLENT = "excellent", _("Xuất sắc")
    GOOD = "good", _("Tốt")
    FAIR = "fair", _("Đạt yêu cầu")
    POOR = "poor", _("Chưa đạt yêu cầu")


class ExtensionState(models.TextChoices):
    """What became of a wish for more time (đề nghị gia hạn)."""

    ASKED = "asked", _("Chờ trả lời")
    GRANTED = "granted", _("Đồng ý gia hạn")
    REFUSED = "refused", _("Không đồng ý")
    LAPSED = "lapsed", _("Không còn cần")


class LinkKind(models.TextChoices):
    """What a document is for a task."""

    GROUND = "ground", _("Căn cứ giao")
    RESULT = "result", _("Sản phẩm, kết quả")


class Scope(models.TextChoices):
    """Whose tasks the list shows."""

    MINE = "toi", _("Giao cho tôi")
    UNIT = "don-vi", _("Giao đơn vị tôi")
    HELPING = "phoi-hop", _("Đơn vị tôi phối hợp")
    GIVEN = "da-giao", _("Tôi giao")
    FOLLOWED = "theo-doi", _("Tôi theo dõi")
    ALL = "tat-ca", _("Tất cả tôi được xem")


class Figure(models.TextChoices):
    """A figure of the statistics; the list behind it asks with the same words."""

    TOTAL = "tong", _("Tổng số")
    OPEN = "trong-han", _("Đang thực hiện, trong hạn")
    OPEN_LATE = "qua-han", _("Đang thực hiện, quá hạn")
    EARLY = "truoc-han", _("Hoàn thành trước hạn")
    IN_TIME = "dung-han", _("Hoàn thành đúng hạn")
    DONE_LATE = "tre-han", _("Hoàn thành quá hạn")
    EXTENDED = "gia-han", _("Có gia hạn")


class GroupBy(models.TextChoices):
    """By what the statistics are put together."""

    UNIT = "don-vi", _("Đơn vị chủ trì")
    LEADER = "lanh-dao", _("Lãnh đạo theo dõi")
