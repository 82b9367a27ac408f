"""The Django app of this room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records."""

    name = "congso.domains.records"
    label = "records"
