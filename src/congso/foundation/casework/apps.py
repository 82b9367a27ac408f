"""The Django app of this room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases moving through steps against a deadline."""

    name = "congso.foundation.casework"
    label = "casework"
