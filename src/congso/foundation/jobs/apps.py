"""The Django app of this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work done after a change: a job is a row written with it."""

    name = "congso.foundation.jobs"
    label = "jobs"
