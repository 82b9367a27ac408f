"""The Django app of this room."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """One-stop dossiers."""

    name = "congso.domains.dossiers"
    label = "dossiers"
