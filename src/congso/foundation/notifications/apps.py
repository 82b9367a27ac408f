"""The Django app of this room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages to people: in the application and by e-mail."""

    name = "congso.foundation.notifications"
    label = "notifications"
