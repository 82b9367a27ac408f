"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchedulesConfig(AppConfig):
    """Schedules."""

    name = "congso.domains.schedules"
    label = "schedules"

    def ready(self) -> None:
        """Name the rights, the entries of the menu, the print, the part on a document's page."""
        from congso.domains.documents.facade import PAGE
        from congso.domains.schedules import policies
        from congso.domains.schedules.audited import ACTIONS
        from congso.domains.schedules.views.entries import panel
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.people.actions import register_action
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.web import navigation
        from congso.foundation.web.panels import Panel, register_panel

        register_folder("schedules", Path(__file__).resolve().parent / "prints")
        group = _("Lịch công tác")
        register_action(policies.PUBLISH, group, _("Lập, công bố lịch công tác của cơ quan"))
        register_action(policies.PROPOSE, group, _("Đề xuất mục lịch công tác của đơn vị"))
        register_panel(Panel(PAGE, "schedules", panel, column="side", order=60))
        item = navigation.NavItem
        navigation.register(item("today", _("Hôm nay"), "schedules:today", "sun", "work", 5, shortcut="g h"))
        navigation.register(item("schedule", _("Lịch công tác"), "schedules:week", "calendar", "work", 60, shortcut="g l"))
        register_actions(ACTIONS)
