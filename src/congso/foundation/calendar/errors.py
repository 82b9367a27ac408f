"""What the calendar refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class DayAlreadySet(Conflict):
    """The day already stands in that calendar."""

    code = "calendar_day_already_set"
    message = _("Ngày %(day)s đã có trong lịch (%(name)s).")


class InvalidSwap(InvalidInput):
    """A swap exchanges a working day for a weekly day off."""

    code = "invalid_swap"
    message = _("Hoán đổi phải giữa một ngày làm việc và một ngày nghỉ hằng tuần.")


class InvalidHours(InvalidInput):
    """Hours end before they begin, overlap, or leave the province without working time."""

    code = "invalid_working_hours"
    message = _("Giờ làm việc chưa đúng: mỗi buổi phải kết thúc sau khi bắt đầu, các buổi không chồng nhau.")
