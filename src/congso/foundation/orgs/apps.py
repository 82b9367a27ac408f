"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    """Units (đơn vị) with dates: names, tree, succession."""

    name = "congso.foundation.orgs"
    label = "orgs"

    def ready(self) -> None:
        """Put the organisation into the menu."""
        from congso.foundation.audit.wording import register_naming
        from congso.foundation.orgs.queries import tree
        from congso.foundation.web import navigation

        register_naming(
            (
                "unit",
                "unit_id",
                "agency",
                "agency_id",
                "parent_id",
                "moved_below",
                "holder_unit_id",
                "receiving_unit_id",
                "division_id",
            ),
            lambda unit_id: tree().path(unit_id),
        )
        navigation.register(navigation.NavItem(
            "orgs", _("Đơn vị"), "orgs:tree", "sitemap", "admin", 10, action="orgs.manage"))  # fmt: skip
