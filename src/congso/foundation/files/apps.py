"""The Django app of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files stored by their SHA-256."""

    name = "congso.foundation.files"
    label = "files"
