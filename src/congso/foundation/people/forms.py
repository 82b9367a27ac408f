"""Forms about people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.orgs.choosing import UnitField
from congso.foundation.people.models import DelegationKind, Role
from congso.foundation.web.widgets import DateBox


class AccountForm(forms.Form):
    """A new account."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường không dấu, chữ số, dấu chấm."),
                               widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)


class EditAccountForm(forms.Form):
    """A person's name and ways to reach them."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class AppointForm(forms.Form):
    """A seat for a person."""

    title = forms.CharField(
        label=_("Chức danh"), max_length=150, help_text=_("Ví dụ: Trưởng phòng, Công chức Tư pháp - Hộ tịch.")
    )
    valid_from = forms.DateField(label=_("Từ ngày"), widget=DateBox)
    is_main = forms.BooleanField(label=_("Là vị trí chính"), required=False, initial=True)

    def __init__(self, *args: Any, allowed: frozenset[int] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_id"] = UnitField(label=_("Đơn vị"), allowed=allowed)
        self.fields["role"] = forms.ChoiceField(
            label=_("Vai trò trong hệ thống"), choices=[("", _("Chọn vai trò")), *Role.objects.values_list("code", "name")],
            help_text=_("Quyền và các bước quy trình gắn với vai trò."),
        )  # fmt: skip
        self.order_fields(["unit_id", "role", "title", "valid_from", "is_main"])


class EndForm(forms.Form):
    """The end of an appointment."""

    valid_to = forms.DateField(
        label=_("Thôi giữ từ ngày"), widget=DateBox, help_text=_("Là ngày đầu tiên không còn giữ vị trí.")
    )
    reason = forms.CharField(label=_("Căn cứ, lý do"), max_length=300)


class EndPositionForm(forms.Form):
    """The end of a seat."""

    valid_to = forms.DateField(label=_("Không còn vị trí từ ngày"), widget=DateBox)


class RoleForm(forms.Form):
    """A new role."""

    name = forms.CharField(label=_("Tên vai trò"), max_length=100)
    code = forms.SlugField(
        label=_("Mã vai trò"),
        max_length=30,
        help_text=_("Chữ thường không dấu; bước quy trình gọi vai trò bằng mã này."),
    )


class DelegateForm(forms.Form):
    """Whose work goes to whom, from when to when."""

    from_account_id = forms.TypedChoiceField(label=_("Người ủy quyền, người vắng mặt"), coerce=int)
    to_account_id = forms.TypedChoiceField(label=_("Người làm thay"), coerce=int)
    kind = forms.ChoiceField(label=_("Hình thức"), choices=DelegationKind.choices, widget=forms.RadioSelect,
                             initial=DelegationKind.ABSENCE)  # fmt: skip
    starts_on = forms.DateField(label=_("Từ ngày"), widget=DateBox)
    ends_on = forms.DateField(label=_("Đến hết ngày"), widget=DateBox)
    reason = forms.CharField(label=_("Lý do, căn cứ"), max_length=300)

    def __init__(
        self, *args: Any, givers: Sequence[tuple[int, str]], takers: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        empty = [("", _("Chọn người"))]
        for name, people in (("from_account_id", givers), ("to_account_id", takers)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [*empty, *people]
        if len(givers) == 1:
            self.fields["from_account_id"].initial = givers[0][0]
