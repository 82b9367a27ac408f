"""The Django app of this room."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Units (đơn vị) with dates: names, tree, succession."""

    name = "congso.foundation.orgs"
    label = "orgs"
