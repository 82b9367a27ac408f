"""The pen for messages: elements of the standard in canonical form, indented as the golden files are."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from congso.foundation.edxml import sentences
from congso.foundation.edxml.c14n import Canonical
from congso.foundation.edxml.errors import EdxmlRefused, invalid_file, not_standard
from congso.foundation.edxml.messages import Unknown
from congso.foundation.edxml.nodes import Builder, replay
from congso.foundation.edxml.standard import NAMESPACE, PREFIX
from congso.foundation.edxml.walking import Attribute, Element, Limits, walk

BARE_SCOPE = {"": NAMESPACE}
SCOPE = {"": NAMESPACE, PREFIX: NAMESPACE}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Pen:
    """Opens and closes elements; at the end of each, what the standard does not have is written again."""

    def __init__(self, sink: Callable[[bytes], object], unknown: tuple[Unknown, ...]) -> None:
        self.canonical = Canonical(sink)
        self.stack: list[Element] = []
        self.path: list[str] = []
        self.has_children = [False]
        self.unknown: dict[str, list[str]] = {}
        for each in unknown:
            self.unknown.setdefault(each.path, []).append(each.xml)

    def line(self) -> None:
        """A new line, indented for what comes next."""
        if self.stack:
            self.canonical.text("\n" + "  " * len(self.stack))
        self.has_children[-1] = True

    def open(self, name: str, *, step: str | None = None, bare: bool = False, version: str = "") -> None:
        """Begin an element; ``step`` is how it is called in paths, when there are several."""
        self.line()
        attributes = (Attribute("version", "", "version", version),) if version else ()
        written = name if bare else f"{PREFIX}:{name}"
        self.stack.append(Element(written, NAMESPACE, name, attributes, BARE_SCOPE if bare else SCOPE))
        self.path.append(step or name)
        self.has_children.append(False)
        self.canonical.start(self.stack[-1])

    def close(self) -> None:
        """End it, after the unknown elements that belong there."""
        for xml in self.unknown.pop("/".join(self.path[1:]), ()):
            self._fragment(xml)
        if self.has_children.pop():
            self.canonical.text("\n" + "  " * (len(self.stack) - 1))
        self.canonical.end(self.stack.pop())
        self.path.pop()

    def leaf(self, name: str, text: str, *, bare: bool = False) -> None:
        """An element with text."""
        if _FORBIDDEN.search(text):
            raise invalid_file(sentences.LETTERS % {"name": name})
        self.open(name, bare=bare)
        self.canonical.text(text)
        self.canonical.end(self.stack.pop())
        self.has_children.pop()
        self.path.pop()

    def _fragment(self, xml: str) -> None:
        builder = Builder()
        try:
            walk(BytesIO(xml.encode()), builder, Limits())
        except (EdxmlRefused, UnicodeEncodeError) as broken:
            raise not_standard(sentences.NOT_XML % {"name": self.path[-1]}) from broken
        if builder.root:
            self.line()
            replay(builder.root, self.canonical)

    def require_all_written(self) -> None:
        """Refuse to lose an element whose parent is not in the message."""
        for path in self.unknown:
            raise not_standard(sentences.NO_PARENT % {"name": path})
