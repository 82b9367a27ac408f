"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Officials' accounts, positions and rights."""

    name = "congso.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Menu entries, the user menu's identity, the panel on the unit's page."""
        from congso.foundation.audit.wording import register_naming
        from congso.foundation.orgs import panels
        from congso.foundation.people import shown
        from congso.foundation.people.queries import account_names
        from congso.foundation.web import accounts
        from congso.foundation.web.navigation import NavItem, register

        register(
            NavItem(
                "people", _("Cán bộ, vị trí"), "people:list", "users", "admin", 20, action="people.manage"
            )
        )
        register(
            NavItem(
                "roles",
                _("Vai trò và quyền"),
                "people:roles",
                "shield-lock",
                "admin",
                30,
                action="people.manage",
            )
        )
        register(
            NavItem(
                "delegations", _("Ủy quyền, trực thay"), "people:delegations", "arrow-forward", "work", 90
            )
        )
        register_naming(
            ("holder", "from_account", "to_account"), lambda account_id: account_names().get(account_id, "")
        )
        accounts.register_identity(shown.identity)
        panels.register_panel("people", shown.people_panel)
        panels.register_consequence("people", shown.people_carried)
