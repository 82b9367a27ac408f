"""The answer to what a sender asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """What the registry answers to a sender."""

    answer = forms.CharField(label=_("Ý kiến, lý do"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
                             help_text=_("Bắt buộc khi từ chối."))  # fmt: skip
