"""Forms of ratings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.domains.ratings.enums import DeviceUse, reasons_for
from congso.foundation.web.widgets import DateBox

LONGEST_YEARS = 10


class WhyForm(forms.Form):
    """Why, and what else; both may stay empty."""

    reasons = forms.MultipleChoiceField(
        label=_("Vì sao? (không bắt buộc)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    comment = forms.CharField(
        label=_("Ý kiến của ông/bà (không bắt buộc)"), max_length=1000, required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Ý kiến được đăng nguyên văn sau khi kiểm duyệt, không kèm tên; số điện thoại, số giấy tờ được che."),
    )  # fmt: skip

    def __init__(self, *args: Any, level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = list(reasons_for(level).items())  # type: ignore[attr-defined]


class HideForm(forms.Form):
    """Why a comment is not shown."""

    reason = forms.CharField(label=_("Lý do không đăng"), max_length=300,
                             help_text=_("Ví dụ: nêu tên riêng của người khác, lời lẽ xúc phạm, không liên quan."))  # fmt: skip


class TabletForm(forms.Form):
    """A tablet to set up."""

    unit_id = forms.TypedChoiceField(label=_("Quầy"), coerce=int)
    use = forms.ChoiceField(
        label=_("Công dụng"), choices=DeviceUse.choices, initial=DeviceUse.RATING, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Tên máy"), max_length=100, help_text=_("Ví dụ: Máy tính bảng quầy số 2."))
    valid_to = forms.DateField(label=_("Dùng đến trước ngày"), widget=DateBox)

    def __init__(self, *args: Any, counters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = counters  # type: ignore[attr-defined]
        self.fields["valid_to"].initial = clock.today() + timedelta(days=180)


class PeriodForm(forms.Form):
    """Which ratings the public page shows; everything has a default."""

    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox)
    co_quan = forms.TypedChoiceField(
        label=_("Cơ quan giải quyết"), required=False, coerce=int, empty_value=None
    )
    thu_tuc = forms.CharField(label=_("Mã thủ tục"), required=False, max_length=40)

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].choices = [("", _("Mọi cơ quan")), *agencies]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """The narrowing; boxes filled wrongly narrow nothing, days the wrong way round are this year's."""
        self.is_valid()
        given, today = self.cleaned_data, clock.today()
        first, last = given.get("tu") or date(today.year, 1, 1), given.get("den") or today
        if first > last or last.year - first.year > LONGEST_YEARS:
            first, last = date(today.year, 1, 1), today
        return {
            "first": first,
            "last": last,
            "agency_id": given.get("co_quan"),
            "procedure": given.get("thu_tuc", "").strip(),
        }
