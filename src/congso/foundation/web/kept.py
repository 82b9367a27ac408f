"""Parts of a page that are drawn once and kept: ``{% kept key … name=value … %}…{% endkept %}``.

The keys are everything that the part shows or depends on, the language always among them, so that a kept part is
never another person's and never out of date: whoever would see something else has another key. What differs on
every page (the address, the words of a search, the token against forged forms) is named and put in afterwards;
inside the block a named value can only be printed, not compared.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable, Iterable

from django.template import Context, Node, NodeList
from django.template.base import FilterExpression
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_MARK = secrets.token_hex(12)
"""Stands where a named value comes; nobody outside this process knows it, so no text of a page can imitate it."""
_HOLES = re.compile(rf"{_MARK}(\w+)-")
TOKEN = "csrf_token"  # noqa: S105 - Django's name for it in a template
_LARGEST = 500


def holes_for(names: Iterable[str]) -> dict[str, SafeString]:
    """What stands for these values, and for the token, while a part is drawn."""
    return {name: SafeString(f"{_MARK}{name}-") for name in (*names, TOKEN)}


def pieces_of(drawn: str) -> list[str]:
    """Fixed text and names of values in turn."""
    return _HOLES.split(drawn)


class KeptNode(Node):
    """One kept part of a template, with a memory of its own."""

    def __init__(
        self, inside: NodeList, keys: list[FilterExpression], named: dict[str, FilterExpression]
    ) -> None:
        self.nodelist, self.keys, self.named = inside, keys, named
        self.memory: dict[Hashable, list[str]] = {}

    def render(self, context: Context) -> SafeString:
        """The part with the values of this page; drawn anew only for keys not seen before."""
        key = (get_language(), *[each.resolve(context) for each in self.keys])
        parts = self.memory.get(key)
        if parts is None:
            parts = self._draw(context)
            if len(self.memory) >= _LARGEST:
                self.memory.clear()
            self.memory[key] = parts
        if len(parts) == 1:
            return SafeString(parts[0])
        return SafeString("".join([
            self._value(part, context) if place % 2 else part for place, part in enumerate(parts)
        ]))  # fmt: skip

    def _draw(self, context: Context) -> list[str]:
        with context.push(**holes_for(self.named)):
            return pieces_of(self.nodelist.render(context))

    def _value(self, name: str, context: Context) -> str:
        return str(
            conditional_escape(self.named[name].resolve(context) if name in self.named else context[name])
        )
