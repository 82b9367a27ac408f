"""What the room says at the start about finding documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


def start() -> None:
    """Menu, and the parts on other pages."""
    from congso.domains.documents import panels_finding
    from congso.domains.documents.queries_any import PAGE
    from congso.foundation.casework.searching import SEARCH_PAGE
    from congso.foundation.web.navigation import NavItem, register
    from congso.foundation.web.panels import Panel, register_panel

    register(NavItem("documents_find", _("Tìm văn bản"), "documents:find", "search", "documents", 5, shortcut="g k"))
    register_panel(Panel(PAGE, "documents_family", panels_finding.family, order=10))
    register_panel(Panel(PAGE, "documents_words", panels_finding.words, column="side", order=90))
    register_panel(Panel(SEARCH_PAGE, "documents_found", panels_finding.beside_cases))
