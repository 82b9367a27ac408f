"""How forms look."""

from django.forms.renderers import TemplatesSetting


class TablerRenderer(TemplatesSetting):
    """Forms in the look of the screens."""
