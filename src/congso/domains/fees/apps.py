"""The Django app of this room."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """Payments of fees and charges (phí, lệ phí) and their receipts (biên lai)."""

    name = "congso.domains.fees"
    label = "fees"
