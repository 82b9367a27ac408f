"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """Working time and deadlines."""

    name = "congso.foundation.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Put the calendar into the menu."""
        from congso.foundation.web.navigation import NavItem, register

        register(
            NavItem(
                "calendar",
                _("Lịch làm việc"),
                "calendar:year",
                "calendar",
                "admin",
                40,
                action="calendar.manage",
            )
        )
