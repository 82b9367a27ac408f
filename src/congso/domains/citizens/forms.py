"""What citizens and administrators type here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.core.identity import parse_personal_id
from congso.domains.citizens.models.claims import VNCONNECT
from congso.foundation.web.fields import PhoneField
from congso.foundation.web.widgets import DateBox


def _clean_number(typed: str, name: str) -> str:
    try:
        return parse_personal_id(typed, field=name).number
    except InvalidInput as error:
        raise forms.ValidationError(str(error)) from error


class ContactForm(forms.Form):
    """How the citizen wants to be reached."""

    phone = PhoneField()
    email = forms.EmailField(label=_("Thư điện tử"), required=False, widget=forms.EmailInput({"autocomplete": "email"}))


class MandateForm(forms.Form):
    """Whom one lets act for oneself."""

    holder_number = forms.CharField(label=_("Số định danh của người được giao"), max_length=20, widget=forms.TextInput({"inputmode": "numeric"}))
    holder_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    reason = forms.CharField(label=_("Văn bản ủy quyền, giấy giao việc (nếu có)"), max_length=500, required=False)
    valid_to = forms.DateField(label=_("Hết hiệu lực từ ngày"), required=False, widget=DateBox())

    def clean_holder_number(self) -> str:
        """A personal number."""
        return _clean_number(self.cleaned_data["holder_number"], "holder_number")


class GuardianForm(forms.Form):
    """For whom one is parent or guardian."""

    ward_number = forms.CharField(label=_("Số định danh của người được giám hộ"), max_length=20, widget=forms.TextInput({"inputmode": "numeric"}))
    ward_name = forms.CharField(label=_("Họ và tên người được giám hộ"), max_length=200)
    born_on = forms.DateField(label=_("Ngày sinh"), required=False, widget=DateBox())
    reason = forms.CharField(label=_("Giấy tờ chứng minh quan hệ"), max_length=500, help_text=_("Ví dụ: giấy khai sinh số 12/2020 do UBND phường Cao Lãnh cấp."))

    def clean_ward_number(self) -> str:
        """A personal number."""
        return _clean_number(self.cleaned_data["ward_number"], "ward_number")


class HelperForm(forms.Form):
    """Somebody of the community digital group."""

    identity_number = forms.CharField(label=_("Số định danh cá nhân"), max_length=20)
    name = forms.CharField(label=_("Họ và tên"), max_length=200)
    unit_id = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]

    def clean_identity_number(self) -> str:
        """A personal number."""
        return _clean_number(self.cleaned_data["identity_number"], "identity_number")


_WORDS = {
    "subject": _("Mã tài khoản"), "number": _("Số định danh cá nhân"), "tax_code": _("Mã số thuế"), "name": _("Họ và tên"),
    "born_on": _("Ngày sinh (yyyymmdd)"), "sex": _("Giới tính"), "level": _("Mức độ định danh"),
}  # fmt: skip


class ClaimsForm(forms.Form):
    """The provider's name for each word of ours, from a day on."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox())
    acr_values = forms.CharField(label=_("Mức xác thực yêu cầu (acr_values)"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for word in VNCONNECT:
            self.fields[word] = forms.CharField(label=_WORDS[word], max_length=60)

    def claims(self) -> dict[str, str]:
        """The mapping as typed."""
        return {word: self.cleaned_data[word] for word in VNCONNECT}
