"""How forms look: label, help and error around each box, and a summary of errors on top."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as TemplatesBackend
from django.utils.functional import cached_property

_CLASSES = {"checkbox": "form-check-input", "radio": "form-check-input", "select": "form-select"}


class TablerBoundField(BoundField):
    """A box of a form with the classes of the look and the bond to its error for screen readers."""

    @property
    def kind(self) -> str:
        """The sort of box: ``checkbox``, ``radio``, ``select``, ``text``, ``date`` …"""
        widget = self.field.widget
        return getattr(widget, "input_type", None) or (
            "text" if isinstance(widget, forms.Textarea) else "group"
        )

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the class of the look, keeping those that the form's author gave."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        look = _CLASSES.get(getattr(widget, "input_type", ""), "form-control")
        given = str(attrs.get("class") or widget.attrs.get("class") or "")
        invalid = "is-invalid" if self.errors else ""
        return attrs | {"class": " ".join(filter(None, (look, given, invalid)))}


class TablerRenderer(DjangoTemplates):
    """Forms in the look of the screens, whether drawn as ``{{ form }}`` or ``{{ form.as_div }}``."""

    form_template_name = "web/form/form.html"
    field_template_name = "web/form/field.html"
    bound_field_class = TablerBoundField

    @cached_property
    def engine(self) -> TemplatesBackend:
        """Django's widget templates, with ours before them."""
        ours = Path(__file__).parent / "form_templates"
        django = Path(forms.__file__).parent / "templates"
        builtins = ["congso.foundation.web.templatetags.congso", "django.templatetags.i18n"]
        return TemplatesBackend(
            {
                "NAME": "congso_forms",
                "DIRS": [ours, django],
                "APP_DIRS": True,
                "OPTIONS": {"builtins": builtins},
            }
        )
