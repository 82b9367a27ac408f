"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClientsConfig(AppConfig):
    """Programs of others that ask us."""

    name = "congso.domains.clients"
    label = "clients"

    def ready(self) -> None:
        """Name the right and the actions, open the channel, listen, put the page into the menu."""
        from congso.domains.clients import delivering, policies, subscribers
        from congso.domains.clients.services.hooks import CHANNEL
        from congso.domains.clients.wording import ACTIONS
        from congso.domains.documents.facade import DocumentIssued
        from congso.domains.dossiers.facade import DossierChanged, DossierReceived
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.jobs.events import subscribe
        from congso.foundation.outbox.channels import Channel, register_channel
        from congso.foundation.people.actions import register_action
        from congso.foundation.web import navigation

        register_action(policies.MANAGE, _("Liên thông"), _("Quản lý ứng dụng kết nối (API mở)"))
        register_actions(ACTIONS)
        register_channel(Channel(CHANNEL, _("Tin báo cho ứng dụng kết nối"), delivering.send))
        subscribe(DossierReceived, subscribers.tell_received)
        subscribe(DossierChanged, subscribers.tell_changed)
        subscribe(DocumentIssued, subscribers.tell_issued)
        navigation.register(navigation.NavItem(
            "clients", _("Ứng dụng kết nối"), "clients:list", "share", "admin", 76, action=policies.MANAGE))  # fmt: skip
