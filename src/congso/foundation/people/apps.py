"""The Django app of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Officials' accounts, positions and rights."""

    name = "congso.foundation.people"
    label = "people"
