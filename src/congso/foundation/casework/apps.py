"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Cases moving through steps against a deadline."""

    name = "congso.foundation.casework"
    label = "casework"

    def ready(self) -> None:
        """Put the inbox into the menu and the search box on top."""
        from congso.foundation.web import navigation

        navigation.register(navigation.NavItem(
            "inbox", _("Việc của tôi"), "casework:inbox", "inbox", "work", 10, shortcut="g i",
            count_url_name="casework:inbox_count"))  # fmt: skip
        navigation.register_search("casework:search")
        from congso.foundation.casework import administration

        administration.register()
