"""Boxes that several rooms ask alike."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.core.identity import parse_phone


class PhoneField(forms.CharField):
    """A Vietnamese telephone number (số điện thoại), written 0xxxxxxxxx when one is given."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"type": "tel", "autocomplete": "tel"})
        usual: dict[str, Any] = {"label": _("Số điện thoại"), "max_length": 20, "required": False, "widget": box}
        super().__init__(**usual | kwargs)

    def clean(self, value: Any) -> str:
        """Read the number as people write it."""
        typed = super().clean(value)
        try:
            return parse_phone(typed) if typed else ""
        except InvalidInput as error:
            raise forms.ValidationError(str(error)) from error
