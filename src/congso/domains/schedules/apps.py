"""The Django app of this room."""

from django.apps import AppConfig


class SchedulesConfig(AppConfig):
    """Schedules."""

    name = "congso.domains.schedules"
    label = "schedules"
