"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    """Units (đơn vị) with dates: names, tree, succession."""

    name = "congso.foundation.orgs"
    label = "orgs"

    def ready(self) -> None:
        """Put the organisation into the menu."""
        from congso.foundation.web import navigation

        navigation.register(navigation.NavItem(
            "orgs", _("Đơn vị"), "orgs:tree", "sitemap", "admin", 10, action="orgs.manage"))  # fmt: skip
