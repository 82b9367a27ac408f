"""Boxes that browsers help to fill in: dates and times with their own pickers."""

from __future__ import annotations

from typing import Any

from django import forms


class DateBox(forms.DateInput):
    """A day, with the browser's calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentBox(forms.DateTimeInput):
    """A day and a time of day in the office's zone, with the browser's calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
