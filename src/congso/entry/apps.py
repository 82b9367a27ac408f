"""The entry as a Django app, so that its management commands and translations are found."""

from django.apps import AppConfig


class EntryConfig(AppConfig):
    """What is started."""

    name = "congso.entry"
    label = "entry"
