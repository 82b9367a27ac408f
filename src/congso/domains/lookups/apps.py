"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookupsConfig(AppConfig):
    """National databases asked for a dossier."""

    name = "congso.domains.lookups"
    label = "lookups"

    def ready(self) -> None:
        """Stand on the counter's screen and on the page of a dossier; name rights, actions, menu."""
        from congso.domains.dossiers.facade import INTAKE, PAGE
        from congso.domains.lookups import policies
        from congso.domains.lookups.services import forwarding
        from congso.domains.lookups.views.panels import dossier_panel, forwarded_panel, intake_panel
        from congso.domains.lookups.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.outbox.channels import Channel, register_channel
        from congso.foundation.people.actions import register_action
        from congso.foundation.web import navigation
        from congso.foundation.web.panels import Panel, register_panel

        register_panel(Panel(INTAKE, "lookups", intake_panel))
        register_panel(Panel(PAGE, "lookups", dossier_panel, order=50))
        register_panel(Panel(PAGE, "forwarded", forwarded_panel, order=51))
        register_channel(Channel(
            forwarding.CHANNEL, _("Hồ sơ chuyển sang hệ thống bộ, ngành"), forwarding.send, forwarding.settle, together=forwarding.TOGETHER))  # fmt: skip
        register_action(policies.ASK, _("Liên thông"), _("Tra cứu cơ sở dữ liệu quốc gia cho hồ sơ của đơn vị"))
        register_action(policies.MANAGE, _("Liên thông"), _("Quản lý kết nối, nhật ký tra cứu cơ sở dữ liệu quốc gia"))
        register_actions(ACTIONS)
        navigation.register(navigation.NavItem(
            "lookups", _("Cơ sở dữ liệu quốc gia"), "lookups:services", "id", "admin", 76, action=policies.MANAGE))  # fmt: skip
