"""The Django app of this room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks."""

    name = "congso.domains.tasks"
    label = "tasks"
