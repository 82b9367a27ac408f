"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Records."""

    name = "congso.domains.records"
    label = "records"

    def ready(self) -> None:
        """Name the rights, the menu, the papers, the book of hand-overs, and the panel on a document's page."""
        from congso.domains.documents.facade import PAGE
        from congso.domains.records import policies
        from congso.domains.records.numbers import HANDOVERS
        from congso.domains.records.services.handing import BOOK
        from congso.domains.records.views.panel import draw_panel
        from congso.domains.records.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.numbering.keeping import register_keeper
        from congso.foundation.numbering.kinds import register_kind
        from congso.foundation.people.actions import register_action
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.web.navigation import NavItem, register
        from congso.foundation.web.panels import Panel, register_panel

        register_folder("records", Path(__file__).resolve().parent / "prints")
        register_kind(BOOK, _("Sổ đợt nộp lưu hồ sơ"))
        register_keeper(BOOK, HANDOVERS)
        group = _("Hồ sơ công việc")
        for code, label in (
            (policies.OPEN, _("Lập hồ sơ công việc")),
            (policies.SUPERVISE, _("Phụ trách hồ sơ của đơn vị: bàn giao, mở lại, nộp lưu")),
            (policies.SEE_ALL, _("Xem mọi hồ sơ công việc của cơ quan")),
            (policies.MANAGE_LIST, _("Soạn danh mục hồ sơ")),
            (policies.ISSUE_LIST, _("Ban hành danh mục hồ sơ")),
            (policies.RECEIVE, _("Lưu trữ cơ quan: nhận hồ sơ nộp lưu")),
            (policies.KEEP_BACK, _("Đồng ý cho giữ lại hồ sơ đến hạn nộp lưu")),
            (policies.SET_RULES, _("Đặt thời hạn lưu trữ, thời hạn nộp lưu")),
        ):
            register_action(code, group, label)
        register_panel(Panel(PAGE, "records", draw_panel, "side", 50))
        register(NavItem("records", _("Hồ sơ công việc"), "records:list", "folder", "documents", 60, action=policies.OPEN, shortcut="g c"))
        register(NavItem("records_lists", _("Danh mục hồ sơ"), "records:lists", "list", "documents", 70, action=policies.OPEN))
        register(NavItem("records_due", _("Nộp lưu hồ sơ"), "records:due", "archive", "documents", 80, action=policies.OPEN))
        register(NavItem("records_keepings", _("Hồ sơ giữ lại"), "records:keepings", "clock", "documents", 85, action=policies.OPEN))
        register(NavItem("records_rules", _("Thời hạn lưu trữ"), "records:rules", "clock", "catalogue", 80, action=policies.SET_RULES))
        register_actions(ACTIONS)
