"""The Django app of this room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Reports."""

    name = "congso.domains.insight"
    label = "insight"
