"""What the room says at the start about the further registers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


def start() -> None:
    """Menu, and the box on a document's page where its kept copy is asked for."""
    from congso.domains.documents import policies
    from congso.domains.documents.queries_any import PAGE
    from congso.domains.documents.views.lending_panel import draw_panel
    from congso.foundation.web.navigation import NavItem, register
    from congso.foundation.web.panels import Panel, register_panel

    register_panel(Panel(PAGE, "kept-copy", draw_panel, "side", 90))
    register(NavItem("documents_year", _("Mở, khóa sổ năm"), "documents:reg_year", "calendar", "documents", 45, action=policies.REGISTER))
    register(NavItem("documents_post", _("Sổ gửi bưu điện"), "documents:reg_post", "mail", "documents", 46, action=policies.REGISTER))
    register(NavItem("documents_lending", _("Sổ sử dụng bản lưu"), "documents:reg_lending", "copy", "documents", 47, action=policies.SEE_ALL))
    register(NavItem("documents_statistics", _("Thống kê văn bản"), "documents:reg_statistics", "chart-bar", "reports", 60, action=policies.SEE_ALL))
