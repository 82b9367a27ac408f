"""The form by which the public finds a dossier."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FollowForm(forms.Form):
    """A dossier's code and four digits of its applicant's number."""

    code = forms.CharField(
        label=_("Mã hồ sơ"), max_length=40, help_text=_("In trên giấy tiếp nhận, ví dụ H20.31-261122-0001."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    last_digits = forms.RegexField(
        label=_("4 số cuối của số định danh người nộp"), regex=r"^\d{4}$",
        help_text=_("Số căn cước; với tổ chức là mã số định danh (mã số thuế)."),
        error_messages={"invalid": _("Nhập đúng 4 chữ số.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
    )  # fmt: skip
