"""The Django app of this room."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Electronic forms (biểu mẫu điện tử): described as data, drawn as accessible pages."""

    name = "congso.foundation.forms"
    label = "forms"
