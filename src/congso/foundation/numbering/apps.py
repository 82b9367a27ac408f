"""The Django app of this room."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Number books (sổ cấp số) without gap or repeat."""

    name = "congso.foundation.numbering"
    label = "numbering"
