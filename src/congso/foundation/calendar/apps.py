"""The Django app of this room."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Working time and deadlines."""

    name = "congso.foundation.calendar"
    label = "calendar"
