"""Words of the calendar that are kept as codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """Which part of its day an entry takes."""

    TIMED = "timed", _("Theo giờ")
    MORNING = "morning", _("Buổi sáng")
    AFTERNOON = "afternoon", _("Buổi chiều")
    WHOLE = "whole", _("Cả ngày")


class EntryState(models.TextChoices):
    """Where an entry stands."""

    PROPOSED = "proposed", _("Chờ duyệt")
    REFUSED = "refused", _("Không duyệt")
    WITHDRAWN = "withdrawn", _("Đã rút")
    IN = "in", _("Trong lịch")
    DROPPED = "dropped", _("Đã bỏ khi lịch chưa công bố")
    POSTPONED = "postponed", _("Hoãn")


class Change(models.TextChoices):
    """What happened to a published week, or to an entry of it after its publication."""

    NONE = "", ""
    PUBLISHED = "published", _("Công bố")
    ADDED = "added", _("Bổ sung")
    ADJUSTED = "adjusted", _("Điều chỉnh")
    POSTPONED = "postponed", _("Hoãn")
