"""The Django app of this room."""

from django.apps import AppConfig


class LookupsConfig(AppConfig):
    """National databases."""

    name = "congso.domains.lookups"
    label = "lookups"
