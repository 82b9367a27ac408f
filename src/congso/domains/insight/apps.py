"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    """Reports."""

    name = "congso.domains.insight"
    label = "insight"

    def ready(self) -> None:
        """Put the report into the menu."""
        from congso.domains.insight.policies import SEE
        from congso.foundation.web import navigation

        navigation.register(navigation.NavItem(
            "report", _("Tình hình giải quyết"), "insight:report", "chart-bar", "reports", 10, action=SEE,
            shortcut="g r"))  # fmt: skip
