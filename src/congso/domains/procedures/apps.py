"""The Django app of this room."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The catalogue of procedures."""

    name = "congso.domains.procedures"
    label = "procedures"
