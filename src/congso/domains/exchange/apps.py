"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Documents to agencies outside and back."""

    name = "congso.domains.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Be the carrier of documents, a channel of the outbox, a round of the carrier; name rights, actions, menu, panels."""
        from congso.domains.documents.facade import PAGE, register_carrier
        from congso.domains.exchange import policies
        from congso.domains.exchange.services import outgoing, sending
        from congso.domains.exchange.services.connecting import refresh_all
        from congso.domains.exchange.services.failing import hear_of_failures
        from congso.domains.exchange.services.incoming import receive_all
        from congso.domains.exchange.views.panel import document_panel
        from congso.domains.exchange.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.outbox.channels import Channel, register_channel
        from congso.foundation.outbox.rounds import Round, register_round
        from congso.foundation.people.actions import register_action
        from congso.foundation.web import navigation
        from congso.foundation.web.panels import Panel, register_panel

        register_carrier(outgoing.ExchangeCarrier())
        register_channel(Channel(outgoing.CHANNEL, _("Văn bản qua trục liên thông"), sending.send, sending.settle,
                                 send_together=sending.send_together, settle_together=sending.settle_together))
        register_round(Round("exchange.receive", receive_all, 0.5))
        register_round(Round("exchange.failures", hear_of_failures, 60.0))
        register_round(Round("exchange.directory", refresh_all, 60.0))
        register_action(policies.MANAGE, _("Liên thông"), _("Cấu hình kết nối trục liên thông văn bản"))
        register_actions(ACTIONS)
        register_panel(Panel(PAGE, "exchange", document_panel, order=10))
        navigation.register(navigation.NavItem(
            "exchange_log", _("Gói tin liên thông"), "exchange:log", "share", "documents", 60, action="documents.register"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "exchange_connections", _("Kết nối liên thông"), "exchange:connections", "settings", "admin", 73, action=policies.MANAGE))  # fmt: skip
