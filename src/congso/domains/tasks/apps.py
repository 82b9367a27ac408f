"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """Assigned work."""

    name = "congso.domains.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Name the right, the actions of the log, the kind of work, the number book, the menu, and the part on a document's page."""
        from congso.domains.documents.facade import PAGE
        from congso.domains.tasks import policies
        from congso.domains.tasks.numbers import TASKS
        from congso.domains.tasks.services.giving import BOOK
        from congso.domains.tasks.task_process import KIND
        from congso.domains.tasks.views.panel import document_panel, today_panel
        from congso.domains.tasks.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.casework import registry
        from congso.foundation.numbering import keeping, kinds
        from congso.foundation.people.actions import register_action
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.web import navigation
        from congso.foundation.web.panels import Panel, register_panel

        register_folder("tasks", Path(__file__).resolve().parent / "prints")
        register_action(policies.GIVE, _("Xử lý công việc"), _("Giao nhiệm vụ, chia việc"))
        register_actions(ACTIONS)
        registry.register_kind(KIND, "tasks:by_case", _("Nhiệm vụ được giao"))
        kinds.register_kind(BOOK, _("Sổ nhiệm vụ"))
        keeping.register_keeper(BOOK, TASKS)
        register_panel(Panel(PAGE, "tasks", document_panel, order=20))
        register_panel(Panel("today", "tasks", today_panel, order=20))
        navigation.register(navigation.NavItem(
            "tasks", _("Nhiệm vụ"), "tasks:list", "clipboard-list", "work", 30, shortcut="g n", count_url_name="tasks:waiting"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "task_figures", _("Theo dõi nhiệm vụ"), "tasks:figures", "chart-bar", "reports", 40))  # fmt: skip
