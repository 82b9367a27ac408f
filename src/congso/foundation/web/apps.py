"""The Django app of this room."""

from django.apps import AppConfig
from django.core import checks

from congso.foundation.web.navigation import check_navigation


class WebConfig(AppConfig):
    """The shell of the screens."""

    name = "congso.foundation.web"
    label = "web"

    def ready(self) -> None:
        """Let ``manage.py check`` look at the menu once all rooms have registered theirs."""
        checks.register(check_navigation)
