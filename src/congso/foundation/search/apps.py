"""The Django app of this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over what a person may see."""

    name = "congso.foundation.search"
    label = "search"
