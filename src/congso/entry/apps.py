"""The entry as a Django app, so that its management commands and translations are found."""

from django.apps import AppConfig
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class EntryConfig(AppConfig):
    """What is started."""

    name = "congso.entry"
    label = "entry"

    def ready(self) -> None:
        """Let the stories across rooms listen; in the demonstration, offer its people on the login page."""
        from django.conf import settings

        from congso.flows import reorganise_units

        reorganise_units.listen()
        if settings.CONGSO_DEMO:
            from congso.flows.demonstration.accounts import PIN
            from congso.flows.demonstration.offering import offered
            from congso.foundation.web.accounts import register_demo_accounts, register_demo_note

            register_demo_accounts(offered)
            register_demo_note(format_lazy("{} {}", _("Mã PIN của mọi khóa ký dùng thử:"), PIN))
