"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The append-only audit log and the one way to write."""

    name = "congso.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        """Put the log into the menu and the job of the check before the worker."""
        from congso.foundation.audit import verifying  # noqa: F401 - its job becomes known
        from congso.foundation.web.navigation import NavItem, register

        register(
            NavItem("audit", _("Nhật ký hệ thống"), "audit:list", "history", "admin", 90, action="audit.see")
        )
