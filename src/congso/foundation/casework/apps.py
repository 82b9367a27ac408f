"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Cases moving through steps against a deadline."""

    name = "congso.foundation.casework"
    label = "casework"

    def ready(self) -> None:
        """Put the inbox into the menu and the search box on top, and make the reminder's wording known."""
        from congso.foundation.casework.policies import REMIND
        from congso.foundation.casework.reminding import DIGEST
        from congso.foundation.notifications.wordings import register_wording
        from congso.foundation.web import navigation

        register_wording(DIGEST)
        navigation.register(navigation.NavItem(
            "inbox", _("Việc của tôi"), "casework:inbox", "inbox", "work", 10, shortcut="g i",
            count_url_name="casework:inbox_count"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "reminders", _("Lịch nhắc việc"), "casework:reminders", "clock", "admin", 60, action=REMIND))  # fmt: skip
        navigation.register_search("casework:search")
        from congso.foundation.casework import administration

        administration.register()
