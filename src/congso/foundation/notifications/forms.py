"""Forms of messages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.web.widgets import DateBox


class WordingForm(forms.Form):
    """How a kind of message is worded."""

    subject = forms.CharField(label=_("Tiêu đề thư"), max_length=200)
    body = forms.CharField(
        label=_("Nội dung thư"), max_length=5000, widget=forms.Textarea(attrs={"rows": 14})
    )
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)
