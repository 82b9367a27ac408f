"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NationalConfig(AppConfig):
    """Dossiers reported to the national portal, its catalogue taken from it."""

    name = "congso.domains.national"
    label = "national"

    def ready(self) -> None:
        """Hear of every change of a dossier, be a channel of the outbox; name the right, the actions, the menu, the panel."""
        from congso.domains.dossiers.facade import PAGE, register_watcher
        from congso.domains.national import policies
        from congso.domains.national.enums import CHANNEL
        from congso.domains.national.events import PullAsked
        from congso.domains.national.services import telling
        from congso.domains.national.subscribers import fetch_catalogue
        from congso.domains.national.views.panel import dossier_panel
        from congso.domains.national.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.jobs.events import subscribe
        from congso.foundation.outbox.channels import Channel, register_channel
        from congso.foundation.people.actions import register_action
        from congso.foundation.web import navigation
        from congso.foundation.web.panels import Panel, register_panel

        register_watcher(telling.PortalWatcher())
        register_channel(Channel(
            CHANNEL, _("Hồ sơ lên Cổng Dịch vụ công quốc gia"), telling.send, telling.settle, telling.PAUSES, telling.TOGETHER))  # fmt: skip
        subscribe(PullAsked, fetch_catalogue)
        register_action(policies.MANAGE, _("Liên thông"), _("Đồng bộ hồ sơ, danh mục với Cổng Dịch vụ công quốc gia"))
        register_actions(ACTIONS)
        register_panel(Panel(PAGE, "national", dossier_panel, column="side", order=60))
        navigation.register(navigation.NavItem(
            "national", _("Cổng Dịch vụ công quốc gia"), "national:overview", "external-link", "admin", 75, action=policies.MANAGE))  # fmt: skip
