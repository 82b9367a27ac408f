"""The Django app of this room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public service portal (cổng dịch vụ công): the citizen's half of the one-stop shop."""

    name = "congso.domains.portal"
    label = "portal"
