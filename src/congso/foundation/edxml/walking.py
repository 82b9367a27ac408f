"""A walk over an XML file, element by element, with what an attacker could make large kept small.

expat reads it in pieces. There is no document type, so there are no entities; nothing is fetched. Namespaces are
resolved here, since the canonical form needs the prefixes as they were written. Only the base64 text of attachments may
be long: it is told apart (``stream``) and never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, Protocol
from xml.parsers import expat

from congso.foundation.edxml import sentences
from congso.foundation.edxml.errors import broken_attachment, invalid_file, not_standard
from congso.foundation.edxml.standard import STREAMED

PIECE = 1 << 16
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns/"
MOST_ATTRIBUTES = 64
MOST_NAMESPACES = 64
_BOMS = {b"\xff\xfe": 2, b"\xfe\xff": 2}
_DECLARED = {1: frozenset({"utf-8", "utf8"}), 2: frozenset({"utf-16", "utf-16le", "utf-16be"})}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How large a message may be."""

    header_bytes: int = 2_000_000
    """Everything but the base64 of the attachments."""
    depth: int = 40
    elements: int = 20_000
    attachments: int = 100
    attachment_bytes: int = 1 << 30
    """All attachments together, decoded."""
    receivers: int = 2_000


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with its namespace resolved."""

    name: str
    space: str
    local: str
    value: str


@dataclass(frozen=True, slots=True)
class Element:
    """The start of an element, with what is declared there."""

    name: str
    space: str
    local: str
    attributes: tuple[Attribute, ...]
    scope: Mapping[str, str]
    """Prefix → namespace of all declarations that hold here; the empty prefix is the default one."""
    under_xml_attributes: bool = False
    """Whether an element around it has ``xml:lang`` or the like, which inclusive canonical forms of a part inherit."""

    @property
    def prefix(self) -> str:
        """Empty when written without one."""
        return self.name.rpartition(":")[0]


class Listener(Protocol):
    """What is told while walking."""

    def start(self, element: Element) -> None: ...
    def end(self, element: Element) -> None: ...
    def text(self, data: str) -> None: ...
    def stream(self, data: str) -> None: ...
    def instruction(self, target: str, data: str) -> None: ...


def walk(source: BinaryIO, listener: Listener, limits: Limits) -> None:
    """Tell the listener all of the file; raises EdxmlRefused."""
    _Walker(listener, limits).run(source)


def is_streamed(element: Element, parent: Element | None) -> bool:
    """Whether its text is the base64 of an attachment."""
    return element.local == STREAMED and parent is not None and parent.local == "Attachment"


def fill(source: BinaryIO, size: int) -> bytes:
    """The next ``size`` bytes, fewer only at the end, however few the source gives at a time."""
    piece = source.read(size)
    if len(piece) == size or not piece:
        return piece
    pieces, have = [piece], len(piece)
    while have < size and (piece := source.read(size - have)):
        pieces.append(piece)
        have += len(piece)
    return b"".join(pieces)


class _Walker:
    """expat's handlers."""

    def __init__(self, listener: Listener, limits: Limits) -> None:
        self.listener = listener
        self.limits = limits
        self.open: list[Element] = []
        self.elements = 0
        self.streaming = False
        self.streamed = 0
        self.kept = 0
        self.width = 1
        self.plain: dict[tuple[str, int, bool], Element] = {}

    def run(self, source: BinaryIO) -> None:
        """Feed the parser piece by piece; what it holds back counts too, so that no tag or comment grows without end."""
        piece, fed = fill(source, PIECE), 0
        parser = self._parser(piece)
        try:
            while piece:
                parser.Parse(piece, False)
                fed += len(piece)
                self._count(0, held=fed - max(parser.CurrentByteIndex, 0))
                piece = fill(source, PIECE)
            parser.Parse(b"", True)
        except expat.ExpatError as broken:
            raise invalid_file(sentences.SYNTAX % {"line": broken.lineno}) from broken

    def _parser(self, head: bytes) -> expat.XMLParserType:
        self.width = _BOMS.get(head[:2], 1)
        if self.width == 1 and b"\0" in head[:4]:
            raise invalid_file(sentences.ENCODING)
        parser = expat.ParserCreate("UTF-16" if self.width == 2 else "UTF-8", intern={})
        parser.buffer_text = True
        parser.buffer_size = PIECE
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.CommentHandler = lambda data: self._count(len(data))
        return parser

    def _count(self, letters: int, *, held: int = 0) -> None:
        self.kept += letters
        if self.kept > self.limits.header_bytes or held > self.limits.header_bytes + PIECE:
            raise invalid_file(sentences.TOO_LONG % {"most": self.limits.header_bytes})

    def _instruction(self, target: str, data: str) -> None:
        self._count(len(target) + len(data))
        self.listener.instruction(target, data)

    def _declaration(self, version: str, encoding: str | None, _standalone: int) -> None:
        if version != "1.0":
            raise invalid_file(sentences.VERSION)
        if encoding is not None and encoding.lower() not in _DECLARED[self.width]:
            raise invalid_file(sentences.ENCODING)

    def _doctype(self, *_what: object) -> NoReturn:
        raise invalid_file(sentences.DOCTYPE)

    def _start(self, name: str, flat: list[str]) -> None:
        self.elements += 1
        if self.elements > self.limits.elements:
            raise invalid_file(sentences.TOO_MANY_ELEMENTS % {"most": self.limits.elements})
        if len(self.open) >= self.limits.depth:
            raise invalid_file(sentences.TOO_DEEP % {"most": self.limits.depth})
        if self.streaming:
            raise not_standard(sentences.NOT_TEXT % {"name": STREAMED})
        self._count(len(name) + sum(map(len, flat)))
        parent = self.open[-1] if self.open else None
        element = resolved(name, flat, parent) if flat or parent is None else self._plain(name, parent)
        self.streaming = is_streamed(element, parent)
        self.open.append(element)
        self.listener.start(element)

    def _plain(self, name: str, parent: Element) -> Element:
        """An element that declares nothing: the same again where it stands in the same scope."""
        if parent.attributes:
            return resolved(name, [], parent)
        key = (name, id(parent.scope), parent.under_xml_attributes)
        element = self.plain.get(key)
        if element is None:
            element = self.plain[key] = resolved(name, [], parent)
        return element

    def _end(self, _name: str) -> None:
        self.streaming = False
        self.listener.end(self.open.pop())

    def _text(self, data: str) -> None:
        if not self.streaming:
            self._count(len(data))
            self.listener.text(data)
            return
        self.streamed += len(data)
        if self.streamed > self.limits.attachment_bytes * 3 // 2 + PIECE:
            raise broken_attachment(sentences.ATTACHMENTS_TOO_LARGE % {"most": self.limits.attachment_bytes})
        self.listener.stream(data)


def resolved(name: str, flat: list[str], parent: Element | None) -> Element:
    """The element with its namespaces, from expat's flat list of attributes."""
    if len(flat) > 2 * MOST_ATTRIBUTES:
        raise invalid_file(sentences.TOO_MANY_ATTRIBUTES % {"most": MOST_ATTRIBUTES})
    pairs = list(zip(flat[::2], flat[1::2], strict=True))
    scope = _scope(pairs, parent.scope if parent else {})
    attributes = tuple(_attribute(each, value, scope) for each, value in pairs if each != "xmlns" and not each.startswith("xmlns:"))
    if len({(each.space, each.local) for each in attributes}) < len(attributes):
        raise invalid_file(sentences.TWICE_ATTRIBUTE % {"name": name})
    prefix, local = _split(name)
    under = parent is not None and (parent.under_xml_attributes or any(each.space == XML for each in parent.attributes))
    return Element(name, _space(prefix, scope), local, attributes, scope, under)


def _split(name: str) -> tuple[str, str]:
    prefix, colon, local = name.rpartition(":")
    if ":" in prefix or not local or (colon and not prefix):
        raise invalid_file(sentences.PREFIX % {"name": name})
    return prefix, local


def _space(prefix: str, scope: Mapping[str, str]) -> str:
    if prefix == "xml":
        return XML
    space = scope.get(prefix)
    if prefix == "xmlns" or (prefix and not space):
        raise invalid_file(sentences.PREFIX % {"name": prefix})
    return space or ""


def _attribute(name: str, value: str, scope: Mapping[str, str]) -> Attribute:
    prefix, local = _split(name)
    return Attribute(name, _space(prefix, scope) if prefix else "", local, value)


def _scope(pairs: list[tuple[str, str]], around: Mapping[str, str]) -> Mapping[str, str]:
    """The declarations that hold inside; the very same mapping when the element declares nothing."""
    declared = {}
    for name, value in pairs:
        if name == "xmlns":
            declared[""] = value
        elif name.startswith("xmlns:"):
            declared[_split(name)[1]] = value
    if not declared:
        return around
    for prefix, space in declared.items():
        _require_declarable(prefix, space)
    declared.pop("xml", None)
    together = {**around, **declared}
    if len(together) > MOST_NAMESPACES:
        raise invalid_file(sentences.TOO_MANY_NAMESPACES % {"most": MOST_NAMESPACES})
    return together


def _require_declarable(prefix: str, space: str) -> None:
    """Namespaces in XML 1.0, 3: ``xml`` and ``xmlns`` stand for themselves, and no prefix for nothing."""
    wrong = prefix == "xmlns" or space == XMLNS or (prefix == "xml") != (space == XML) or (prefix and not space)
    if wrong:
        raise invalid_file(sentences.PREFIX % {"name": prefix or space})
