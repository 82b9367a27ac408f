"""The boxes above the further registers, and their forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox

FIRST_YEAR = 2025


class YearForm(forms.Form):
    """Which agency's year."""

    co_quan = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int)

    def __init__(self, agency_ids: list[int], given: Any) -> None:
        today = clock.today()
        asked = {key: given[key] for key in ("co_quan", "nam") if given.get(key)}
        super().__init__({"co_quan": str(agency_ids[0]), "nam": str(today.year)} | asked)
        self.fields["co_quan"].choices = [(str(each), tree().name(each)) for each in agency_ids]  # type: ignore[attr-defined]
        last = today.year + (today.month == 12)
        self.fields["nam"].choices = [(str(each), str(each)) for each in range(last, FIRST_YEAR - 1, -1)]  # type: ignore[attr-defined]


class PostingForm(forms.Form):
    """One receiver's envelopes."""

    posted_on = forms.DateField(label=_("Ngày chuyển"), widget=DateBox)
    envelopes = forms.IntegerField(label=_("Số lượng bì"), min_value=1, max_value=999)
    receipt_on = forms.DateField(label=_("Ngày bưu điện ký nhận, đóng dấu"), widget=DateBox, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=200, required=False)


class AskCopyForm(forms.Form):
    """For what."""

    purpose = forms.CharField(label=_("Mục đích sử dụng"), max_length=300)


class DecideCopyForm(forms.Form):
    """Allow or refuse."""

    allows = forms.TypedChoiceField(label=_("Quyết định"), choices=[("1", _("Cho phép")), ("0", _("Không cho phép"))], coerce=lambda typed: typed == "1")
    due_on = forms.DateField(label=_("Hạn trả"), widget=DateBox, required=False)
    reason = forms.CharField(label=_("Lý do không cho phép"), max_length=300, required=False)


class CloseYearForm(forms.Form):
    """Close although numbers are not issued."""

    confirmed = forms.BooleanField(label=_("Đã kiểm tra, vẫn khóa sổ dù còn số chưa phát hành"), required=False)
