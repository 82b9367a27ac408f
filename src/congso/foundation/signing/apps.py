"""Start of the room."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    """Chữ ký số."""

    name = "congso.foundation.signing"
    label = "signing"
    verbose_name = _("Chữ ký số")

    def ready(self) -> None:
        """Make the look of signatures known to the printer."""
        from congso.foundation.people.actions import register_action
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.web.navigation import NavItem, register

        group = _("Chữ ký số")
        register_action("signing.seal", group, _("Giữ, sử dụng con dấu số của cơ quan"))
        register_action("signing.manage", group, _("Quản lý khóa ký, chứng thư số gốc được tin cậy"))
        register(NavItem("signing-keys", _("Khóa ký"), "signing:keys", "key", "work", 95))
        register(
            NavItem(
                "all-keys", _("Khóa ký toàn tỉnh"), "trust:keys", "key", "admin", 70, action="signing.manage"
            )
        )
        register(
            NavItem(
                "trust",
                _("Chứng thư số gốc"),
                "trust:anchors",
                "certificate",
                "admin",
                71,
                action="signing.manage",
            )
        )
        register_folder("signing", Path(__file__).resolve().parent / "prints")
