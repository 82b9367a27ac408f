"""Forms of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox


class ConnectionForm(forms.Form):
    """How the portal is reached."""

    address = forms.URLField(label=_("Địa chỉ nhận bản tin"), assume_scheme="https", max_length=200,
                             help_text=_("Một địa chỉ cho mọi dịch vụ, đi qua trục của tỉnh."))  # fmt: skip
    destination = forms.CharField(label=_("Mã đích trên trục (dstcode)"), max_length=60)
    unit_code = forms.CharField(label=_("Mã đơn vị báo cáo (madonvi)"), max_length=35)
    account = forms.CharField(label=_("Tài khoản"), max_length=60)
    password = forms.CharField(label=_("Mật khẩu"), required=False, max_length=200, widget=forms.PasswordInput(render_value=True),
                               help_text=_("Được niêm phong khi lưu. Để trống thì giữ mật khẩu đang dùng."))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A new connection needs a password."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("password") and not self.initial.get("account"):
            self.add_error("password", _("Phải có mật khẩu."))
        return given


class PeriodForm(forms.Form):
    """The days of a figure; the present month when nothing was chosen."""

    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=DateBox())
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox())

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, in their order."""
        today = clock.today()
        values = self.cleaned_data if self.is_valid() else {}
        first, last = values.get("tu") or today.replace(day=1), values.get("den") or today
        return min(first, last), max(first, last)


class DayForm(forms.Form):
    """A day whose dossiers are told again."""

    day = forms.DateField(label=_("Ngày tiếp nhận"), widget=DateBox())

    def clean_day(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return day


class ApproveForm(forms.Form):
    """From which day the portal's wording holds here."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox())
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class IgnoreForm(forms.Form):
    """Why our wording stays."""

    reason = forms.CharField(label=_("Lý do bỏ qua"), max_length=300)


class NothingForm(forms.Form):
    """A button alone; it carries the sentence of a refusal."""


class FigureForm(forms.Form):
    """A figure declared for a period."""

    first_day = forms.DateField(label=_("Kỳ từ ngày"), widget=DateBox())
    last_day = forms.DateField(label=_("Kỳ đến ngày"), widget=DateBox())
    received = forms.IntegerField(label=_("Số hồ sơ phải đồng bộ"), min_value=0, max_value=100_000_000)
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=200, help_text=_("Ví dụ: Báo cáo số 12/BC-UBND ngày 01/11/2026."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = sorted((node.name, node.id) for node in tree().nodes.values() if node.is_agency)
        choices = [("", _("Toàn tỉnh")), *((key, name) for name, key in agencies)]
        self.fields["agency_id"] = forms.TypedChoiceField(label=_("Cơ quan"), choices=choices, coerce=int, empty_value=None, required=False)
        self.order_fields(["agency_id"])
