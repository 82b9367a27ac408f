"""The Django app of this room."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Citizens and organisations."""

    name = "congso.domains.parties"
    label = "parties"
