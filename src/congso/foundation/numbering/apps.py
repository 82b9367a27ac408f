"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NumberingConfig(AppConfig):
    """Number books (sổ cấp số) without gap or repeat."""

    name = "congso.foundation.numbering"
    label = "numbering"

    def ready(self) -> None:
        """Put the books into the menu."""
        from congso.foundation.web.navigation import NavItem, register

        register(
            NavItem(
                "numbering", _("Sổ cấp số"), "numbering:list", "book", "admin", 60, action="numbering.manage"
            )
        )
