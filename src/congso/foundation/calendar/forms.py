"""Forms of the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congso.foundation.calendar.models import DayKind
from congso.foundation.calendar.services import WeeklyHours
from congso.foundation.web.widgets import DateBox

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
_PROVINCE_KINDS = [
    choice for choice in DayKind.choices if choice[0] in {DayKind.HOLIDAY, DayKind.COMPENSATION}
]
_SPAN = re.compile(r"^(\d{1,2})[:hg](\d{2})?\s*[-–]\s*(\d{1,2})[:hg](\d{2})?$")


class DayOffForm(forms.Form):
    """A day off of the province, or a unit's own closing day."""

    day = forms.DateField(label=_("Ngày nghỉ"), widget=DateBox)
    name = forms.CharField(label=_("Tên ngày nghỉ"), max_length=200)
    source = forms.CharField(
        label=_("Căn cứ"), max_length=200, help_text=_("Thông báo, quyết định cho nghỉ.")
    )

    def __init__(self, *args: Any, for_unit: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not for_unit:
            self.fields["kind"] = forms.ChoiceField(label=_("Loại"), choices=_PROVINCE_KINDS)
            self.order_fields(["day", "kind"])


class SwapForm(forms.Form):
    """A working day exchanged for a weekly day off."""

    day_off = forms.DateField(label=_("Ngày làm việc được nghỉ"), widget=DateBox)
    worked_instead = forms.DateField(label=_("Ngày nghỉ hằng tuần đi làm bù"), widget=DateBox)
    name = forms.CharField(label=_("Tên đợt hoán đổi"), max_length=200)
    source = forms.CharField(label=_("Căn cứ"), max_length=200)


class HoursForm(forms.Form):
    """Weekly hours from a day on: each weekday's half-days in one box."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)

    def __init__(
        self, *args: Any, present: Mapping[int, Sequence[tuple[time, time]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for number, label in enumerate(WEEKDAYS):
            spans = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in present.get(number, []))
            self.fields[f"day{number}"] = forms.CharField(
                label=label, required=False, initial=spans, max_length=60,
                help_text=_("Ví dụ 07:00-11:30, 13:30-17:00; bỏ trống là nghỉ.") if number == 0 else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the half-days; a box that cannot be read gets its sentence."""
        hours: list[WeeklyHours] = []
        for number in range(7):
            try:
                hours += _spans(number, self.cleaned_data.pop(f"day{number}", ""))
            except ValidationError as error:
                self.add_error(f"day{number}", error)
        return {"valid_from": self.cleaned_data.get("valid_from"), "hours": hours}


def _spans(weekday: int, text: str) -> list[WeeklyHours]:
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        match = _SPAN.match(part)
        if match is None:
            raise ValidationError(_("Chưa đọc được «%(text)s»; ghi như 07:00-11:30."), params={"text": part})
        begin_hour, begin_minute, end_hour, end_minute = (int(group or 0) for group in match.groups())
        try:
            found.append(WeeklyHours(weekday, time(begin_hour, begin_minute), time(end_hour, end_minute)))
        except ValueError as error:
            raise ValidationError(
                _("Giờ «%(text)s» không có trên đồng hồ."), params={"text": part}
            ) from error
    return found
