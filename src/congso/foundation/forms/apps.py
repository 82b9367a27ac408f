"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    """Electronic forms (biểu mẫu điện tử): described as data, drawn as accessible pages."""

    name = "congso.foundation.forms"
    label = "forms"

    def ready(self) -> None:
        """Put the builder into the menu."""
        from congso.foundation.web.navigation import NavItem, register

        register(
            NavItem("forms", _("Biểu mẫu điện tử"), "form_builder:list", "clipboard-list", "catalogue", 30, action="forms.manage")
        )  # fmt: skip
