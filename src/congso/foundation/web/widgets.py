"""Boxes for days and times: typed day first, since a browser's own picker follows the browser's language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateBox(forms.DateInput):
    """A day (ngày/tháng/năm); “05112026” is read as well as “05/11/2026”."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shown = {
            "placeholder": _("ngày/tháng/năm"),
            "inputmode": "numeric",
            "autocomplete": "off",
            "class": "box-date",
        }
        super().__init__(shown | (attrs or {}), format="%d/%m/%Y")


class MomentBox(forms.DateTimeInput):
    """A day and a time of day in the office's zone (ngày/tháng/năm giờ:phút)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shown = {"placeholder": _("ngày/tháng/năm giờ:phút"), "autocomplete": "off", "class": "box-date"}
        super().__init__(shown | (attrs or {}), format="%d/%m/%Y %H:%M")
