"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from congso.foundation.web import navigation


class ProceduresConfig(AppConfig):
    """The catalogue of procedures and what agencies publish of it."""

    name = "congso.domains.procedures"
    label = "procedures"

    def ready(self) -> None:
        """Put the catalogue into the menu; say where the declarations lie and what forms of procedures are called."""
        from congso.domains.procedures.queries.filling import procedure_names
        from congso.foundation.forms.facade import register_namer
        from congso.foundation.printing.templates import register_folder

        register_namer("procedure", procedure_names)
        register_folder("procedures", Path(__file__).resolve().parent / "prints")
        navigation.register(
            navigation.NavItem(
                key="procedures", label=_("Thủ tục hành chính"), url_name="procedures:catalogue", icon="certificate",
                group="catalogue", order=10,
            )
        )  # fmt: skip
