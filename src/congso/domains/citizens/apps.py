"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitizensConfig(AppConfig):
    """Citizens and organisations as they log in."""

    name = "congso.domains.citizens"
    label = "citizens"

    def ready(self) -> None:
        """Tell the shell who has logged in at the portal, and put the screens of the office into the menu."""
        from congso.domains.citizens.access import shown_citizen
        from congso.domains.citizens.policies import MANAGE
        from congso.foundation.web import navigation
        from congso.foundation.web.accounts import register_citizen

        register_citizen(shown_citizen)
        navigation.register(navigation.NavItem(
            "helpers", _("Tổ công nghệ số cộng đồng"), "citizens:helpers", "users", "admin", 80, action=MANAGE))  # fmt: skip
        navigation.register(navigation.NavItem(
            "claims", _("Đăng nhập công dân"), "citizens:claims", "id", "admin", 81, action=MANAGE))  # fmt: skip
