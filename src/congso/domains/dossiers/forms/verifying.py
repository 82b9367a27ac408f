"""What somebody brings to have a result compared."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CompareForm(forms.Form):
    """The file that is said to be the result."""

    upload = forms.FileField(
        label=_("Tệp cần đối chiếu"), help_text=_("Tệp chỉ được so sánh, không được lưu lại.")
    )
