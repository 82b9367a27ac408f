"""A box to choose a unit: every unit of a day, agency by agency, drawn without a template per line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import Node, UnitTree

Group = tuple[str, list[tuple[int, str]]]


def grouped(units: UnitTree, allowed: frozenset[int] | None = None) -> list[Group]:
    """Units by agency in the order of the tree: the agency itself first, then its parts."""
    groups: list[Group] = []
    for agency in in_order(units):
        if not agency.is_agency:
            continue
        inside = [node for node in in_order(units, agency.id) if node.id == agency.id or not node.is_agency]
        lines = [(node.id, node.name) for node in inside if allowed is None or node.id in allowed]
        if lines:
            groups.append((agency.name, lines))
    return groups


def in_order(units: UnitTree, root: int | None = None) -> Iterable[Node]:
    """Units from top to bottom; with ``root`` that unit and what belongs to it, not crossing into other agencies."""
    waiting = [root] if root is not None else [*reversed(units.children.get(None, []))]
    while waiting:
        node = units.nodes[waiting.pop()]
        yield node
        below = units.children.get(node.id, [])
        if root is not None:
            below = [child for child in below if not units.nodes[child].is_agency]
        waiting.extend(reversed(below))


class UnitSelect(forms.Select):
    """A select with agencies as groups."""

    groups: list[Group] = []
    empty = True

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The select, written in one go: a template for each of hundreds of lines would take longer than the page."""
        shown = self.build_attrs(self.attrs, attrs)
        written = format_html_join(
            "", ' {}="{}"', ((key, text) for key, text in shown.items() if text is not False)
        )
        body = format_html_join(
            "",
            '<optgroup label="{}">{}</optgroup>',
            ((label, self._options(lines, value)) for label, lines in self.groups),
        )
        first = format_html('<option value="">{}</option>', _("Chọn đơn vị")) if self.empty else ""
        return format_html('<select name="{}"{}>{}{}</select>', name, written, first, body)

    def _options(self, lines: list[tuple[int, str]], value: Any) -> SafeString:
        chosen = str(value) if value is not None else ""
        return format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((unit_id, SafeString(" selected") if str(unit_id) == chosen else "", label) for unit_id, label in lines),
        )  # fmt: skip


class UnitField(forms.Field):
    """A unit of a day, as its id; ``allowed`` limits the choice."""

    widget = UnitSelect

    def __init__(
        self, *, on: date | None = None, allowed: frozenset[int] | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.units = tree(on)
        self.allowed = allowed
        widget = self.widget
        if isinstance(widget, UnitSelect):
            widget.groups = grouped(self.units, allowed)

    def to_python(self, value: Any) -> int | None:
        """The id, or None for an empty box."""
        if value in (None, ""):
            return None
        text = str(value)
        unit_id = int(text) if text.isdecimal() else 0
        if unit_id not in self.units.nodes or (self.allowed is not None and unit_id not in self.allowed):
            raise ValidationError(_("Đơn vị được chọn không có trong danh sách."))
        return unit_id
