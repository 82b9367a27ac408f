"""The small part of a message as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from congso.foundation.edxml import sentences
from congso.foundation.edxml.c14n import Canonical
from congso.foundation.edxml.decoding import StoredFile
from congso.foundation.edxml.errors import not_standard
from congso.foundation.edxml.walking import Element


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction: says nothing here, but is part of what was signed."""

    target: str
    data: str


@dataclass(slots=True, eq=False)
class Node:
    """An element with what is in it."""

    element: Element
    content: list[str | Instruction | Node] = field(default_factory=list)
    stored: StoredFile | None = None
    """The file into which its text went, of an attachment."""

    @property
    def local(self) -> str:
        """Its name without prefix."""
        return self.element.local

    @property
    def children(self) -> list[Node]:
        """The elements in it."""
        return [each for each in self.content if isinstance(each, Node)]

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(each for each in self.content if isinstance(each, str))

    def everything(self) -> Iterator[Node]:
        """It and all below it."""
        yield self
        for each in self.children:
            yield from each.everything()


def replay(node: Node, canonical: Canonical) -> None:
    """Write a tree."""
    canonical.start(node.element)
    for each in node.content:
        if isinstance(each, str):
            canonical.text(each)
        elif isinstance(each, Instruction):
            canonical.instruction(each.target, each.data)
        else:
            replay(each, canonical)
    canonical.end(node.element)


def canonical_bytes(node: Node, *, exclusive: bool = True, prefixes: frozenset[str] = frozenset()) -> bytes:
    """A part of a document in its canonical form."""
    pieces: list[bytes] = []
    replay(node, Canonical(pieces.append, exclusive=exclusive, prefixes=prefixes))
    return b"".join(pieces)


class Builder:
    """Makes the tree while walking, or of one part only; the base64 of attachments is left to others."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.stack: list[Node] = []

    def start(self, element: Element) -> None:
        """Open a node."""
        node = Node(element)
        if self.stack:
            self.stack[-1].content.append(node)
        else:
            self.root = node
        self.stack.append(node)

    def end(self, _element: Element) -> None:
        """Close it."""
        self.stack.pop()

    def text(self, data: str) -> None:
        """Keep text."""
        self.stack[-1].content.append(data)

    def stream(self, data: str) -> None:
        """The base64 of an attachment is never kept; who takes it out says how."""
        raise not_standard(sentences.MISPLACED_ATTACHMENT)

    def instruction(self, target: str, data: str) -> None:
        """Keep it where it is inside an element."""
        if self.stack:
            self.stack[-1].content.append(Instruction(target, data))
