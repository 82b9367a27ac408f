"""The form of a secret document that goes out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.domains.documents.models import SecrecyGrade
from congso.foundation.web.widgets import DateBox


class SecretOutgoingForm(forms.Form):
    """Symbol, day, grade, holder; whatever else is sent along is refused."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    grade = forms.ChoiceField(label=_("Độ mật"), choices=SecrecyGrade.choices)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=51, help_text=_("Ví dụ QĐ-UBND; số do sổ cấp. Không ghi trích yếu."))
    issued_on = forms.DateField(label=_("Ngày văn bản"), widget=DateBox)
    holder_name = forms.CharField(label=_("Người giữ văn bản"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """Nothing of what the document says comes in here (Luật Bảo vệ bí mật nhà nước)."""
        more = set(self.data) - set(self.fields) - {"csrfmiddlewaretoken"}
        if more or self.files:
            raise forms.ValidationError(_("Chỉ ghi độ mật, ký hiệu, ngày và người giữ; trích yếu, nội dung, tệp của văn bản mật không được đưa vào hệ thống này."))
        return self.cleaned_data
