"""The Django app of this room."""

from django.apps import AppConfig
from django.core import checks


class PrintingConfig(AppConfig):
    """Official papers as PDF/A by typst."""

    name = "congso.foundation.printing"
    label = "printing"

    def ready(self) -> None:
        """Let ``manage.py check`` see that the typefaces are there."""
        from congso.foundation.printing.checking import check_printing

        checks.register(check_printing)
