"""What the administration shows of casework: processes in the menu, work on a unit's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.foundation.casework.shown import cases_carried, cases_panel
from congso.foundation.orgs import panels
from congso.foundation.web import navigation


def register() -> None:
    """Put the processes into the menu and the open work on the unit's page."""
    navigation.register(navigation.NavItem(
        "processes", _("Quy trình nội bộ"), "processes:list", "list", "admin", 50, action="processes.manage"))  # fmt: skip
    panels.register_panel("cases", cases_panel)
    panels.register_consequence("cases", cases_carried)
