"""Checks the signature while the message is read, so that a large file is gone through once.

The signature says how everything before it is to be hashed: until the heading ends, what was told is kept (it is small).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from congso.foundation.edxml import signing_sentences as why
from congso.foundation.edxml.checking import Digesting, failed, judged, unacceptable
from congso.foundation.edxml.nodes import Builder
from congso.foundation.edxml.parcels import SignatureBlock, SignatureCheck
from congso.foundation.edxml.standard import HEADER
from congso.foundation.edxml.walking import Element
from congso.foundation.edxml.xmldsig import is_signature, parsed

_HEADER = HEADER.split("/")


class Passing:
    """Tells all to the reader, and to the hash as soon as it is known which."""

    def __init__(self, reader: Builder, *, allow_sha1: bool) -> None:
        self.reader = reader
        self.allow_sha1 = allow_sha1
        self.kept: list[tuple[Callable[..., None], tuple[Any, ...]]] | None = []
        self.digesting: Digesting | None = None

    def start(self, element: Element) -> None:
        """An element begins."""
        self.reader.start(element)
        self._tell(Digesting.start, element)

    def end(self, element: Element) -> None:
        """An element ends; with the heading it is known whether there is a signature."""
        is_header = self.kept is not None and len(self.reader.stack) == 3 and [node.local for node in self.reader.stack[1:]] == _HEADER
        header = self.reader.stack[-1] if is_header else None
        self.reader.end(element)
        self._tell(Digesting.end, element)
        if header:
            signatures = [each for each in header.children if is_signature(each.element)]
            self._begin(parsed(signatures[0], HEADER) if signatures else None)

    def text(self, data: str) -> None:
        """Text."""
        self.reader.text(data)
        self._tell(Digesting.text, data)

    def stream(self, data: str) -> None:
        """An attachment; before the heading it cannot be kept."""
        self.reader.stream(data)
        if self.kept is not None:
            self.kept = None
        if self.digesting:
            self.digesting.stream(data)

    def instruction(self, target: str, data: str) -> None:
        """A processing instruction."""
        self.reader.instruction(target, data)
        self._tell(Digesting.instruction, target, data)

    def _tell(self, how: Callable[..., None], *what: Any) -> None:
        if self.digesting:
            how(self.digesting, *what)
        elif self.kept is not None:
            self.kept.append((how, what))

    def _begin(self, block: SignatureBlock | None) -> None:
        """The heading has ended: hash what was kept and go on, or stop keeping."""
        kept, self.kept = self.kept or [], None
        if block is None or unacceptable(block, allow_sha1=self.allow_sha1):
            return
        self.digesting = Digesting(block)
        for how, what in kept:
            how(self.digesting, *what)

    def check(self, block: SignatureBlock | None) -> SignatureCheck | None:
        """What became of the signature that stands in the whole file."""
        if block is None:
            return None
        reason = unacceptable(block, allow_sha1=self.allow_sha1)
        if reason or self.digesting is None:
            return failed(block, reason or why.LATE)
        return judged(block, self.digesting)

