"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    """One-stop dossiers."""

    name = "congso.domains.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Say where dossiers and consultations have their pages, and put the counter into the menu."""
        from congso.foundation.casework.registry import register_kind
        from congso.foundation.web import navigation

        register_kind("dossier", "dossiers:page", _("Hồ sơ một cửa"))
        register_kind("consultation", "dossiers:consultation", _("Xin ý kiến"))
        navigation.register(navigation.NavItem(
            "intake", _("Tiếp nhận hồ sơ"), "dossiers:intake", "file-plus", "counter", 10, action="dossiers.receive",
            shortcut="g t"))  # fmt: skip
