"""The Django app of this room."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """Official papers as PDF/A by typst."""

    name = "congso.foundation.printing"
    label = "printing"
