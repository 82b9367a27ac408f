"""The Django app of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shell of the screens."""

    name = "congso.foundation.web"
    label = "web"
