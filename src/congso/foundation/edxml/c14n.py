"""The canonical form of XML, written piece by piece (Canonical XML 1.0 and Exclusive XML Canonicalization 1.0, without comments).

A library needs the whole document in memory for it (ADR 0016); this needs the open elements only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from congso.foundation.edxml.walking import Element


class Canonical:
    """Listens to a walk and writes its canonical form; also the pen with which messages are written."""

    def __init__(self, sink: Callable[[bytes], object], *, exclusive: bool = True, prefixes: frozenset[str] = frozenset()) -> None:
        """``prefixes``: those that exclusive form treats as inclusive (InclusiveNamespaces; the empty one is ``#default``)."""
        self.sink = sink
        self.exclusive = exclusive
        self.prefixes = prefixes
        self.rendered: list[Mapping[str, str]] = [{}]
        self.rooted = False

    def start(self, element: Element) -> None:
        """The start tag: declarations by prefix, then attributes by namespace and name."""
        known = self.rendered[-1]
        if self.exclusive and self.rooted and not (element.attributes or self.prefixes) and known.get(element.prefix, "") == element.space:
            self.rendered.append(known)
            self.sink(f"<{element.name}>".encode())
            return
        self.rooted = True
        fresh = {prefix: space for prefix, space in self._wanted(element) if known.get(prefix, "") != space}
        self.rendered.append({**known, **fresh} if fresh else known)
        parts = ["<", element.name]
        for prefix in sorted(fresh):
            parts += (f' xmlns:{prefix}="' if prefix else ' xmlns="', escape_attribute(fresh[prefix]), '"')
        for each in sorted(element.attributes, key=lambda attribute: (attribute.space, attribute.local)):
            parts += (" ", each.name, '="', escape_attribute(each.value), '"')
        parts.append(">")
        self.sink("".join(parts).encode())

    def _wanted(self, element: Element) -> list[tuple[str, str]]:
        """The declarations the form cares for: all, or those that the tag itself uses."""
        if not self.exclusive:
            return [*element.scope.items()]
        used = {element.prefix, *(each.name.rpartition(":")[0] for each in element.attributes if ":" in each.name)}
        used |= {prefix for prefix in self.prefixes if prefix in element.scope}
        return [(prefix, element.scope.get(prefix, "")) for prefix in used if prefix != "xml"]

    def end(self, element: Element) -> None:
        """The end tag."""
        self.rendered.pop()
        self.sink(f"</{element.name}>".encode())

    def text(self, data: str) -> None:
        """Text inside an element."""
        self.sink(escape_text(data).encode())

    def raw(self, data: bytes) -> None:
        """Text that needs no escapes, such as base64."""
        self.sink(data)

    def stream(self, data: str) -> None:
        """The base64 of attachments: nearly never anything to escape."""
        self.text(data)

    def instruction(self, target: str, data: str) -> None:
        """A processing instruction; outside the outermost element it has a line of its own."""
        before, after = ("", "") if len(self.rendered) > 1 else ("\n", "") if self.rooted else ("", "\n")
        body = data.replace("\r", "&#xD;")
        self.sink(f"{before}<?{target}{' ' if body else ''}{body}?>{after}".encode())


def escape_text(data: str) -> str:
    """Text of an element in canonical form."""
    return data.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")


def escape_attribute(data: str) -> str:
    """The value of an attribute in canonical form."""
    data = data.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return data.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")
