"""Tags of the citizens' pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from congso.domains.portal.structured import data_block

register = template.Library()


@register.filter
def marked(text: str, ranges: Sequence[tuple[int, int]]) -> SafeString:
    """The text with the (start, end) ranges that were looked for marked; neighbours make one mark."""
    parts, place = [], 0
    for start, end in _joined(text, ranges):
        parts += [
            conditional_escape(text[place:start]),
            "<mark>",
            conditional_escape(text[start:end]),
            "</mark>",
        ]
        place = end
    return SafeString("".join([*parts, conditional_escape(text[place:])]))


def _joined(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and text[found[-1][1] : start] == " ":
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """The page's structured data: ``{% json_ld data %}``."""
    return data_block(data)
