"""Writing an edXML file piece by piece, signed or not.

What is written is its own exclusive canonical form but for the first line and the signature. So signing means to write
twice: once into the hash, once into the file, with the signature between heading and body.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from congso.core.clock import local
from congso.foundation.edxml import sentences
from congso.foundation.edxml.errors import broken_attachment, not_standard
from congso.foundation.edxml.messages import DocumentMessage, Message, StatusMessage
from congso.foundation.edxml.parcels import AttachmentSource
from congso.foundation.edxml.pen import Pen
from congso.foundation.edxml.standard import (
    BODY,
    DOCUMENT,
    HEADER,
    STATUS,
    STREAMED,
    Group,
    Leaf,
    Part,
    require_complete,
)
from congso.foundation.edxml.walking import fill
from congso.foundation.edxml.xmldsig import Algorithm, Signer, signature_xml

FIRST_LINE = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_PIECE = 3 << 16
"""Divisible by three, so that base64 pads only at the end."""
Sink = Callable[[bytes], object]


def write_document(
    message: DocumentMessage, attachments: Sequence[AttachmentSource], target: BinaryIO, *, signer: Signer | None = None, algorithm: Algorithm = "sha256",
) -> None:  # fmt: skip
    """Write a document with its files. Raises EdxmlRefused for what no receiver would accept."""
    _write(_Writing(message, attachments, target), signer, algorithm)


def write_status(message: StatusMessage, target: BinaryIO, *, signer: Signer | None = None, algorithm: Algorithm = "sha256") -> None:
    """Write what became of a document. Raises EdxmlRefused for what no receiver would accept."""
    _write(_Writing(message, (), target), signer, algorithm)


def _write(writing: _Writing, signer: Signer | None, algorithm: Algorithm) -> None:
    require_complete(writing.message)
    writing.require_distinct()
    writing.draw(is_signed=signer is not None)
    target = writing.target
    if signer is None:
        target.write(FIRST_LINE)
        writing.run(target.write, b"")
        return
    first, second = hashlib.new(algorithm), hashlib.new(algorithm)
    writing.run(first.update, None)
    signature = signature_xml(signer, first.digest(), algorithm)
    target.write(FIRST_LINE)

    def both(data: bytes) -> None:
        second.update(data)
        target.write(data)

    writing.run(both, signature)
    if second.digest() != first.digest():
        raise broken_attachment(sentences.CHANGED)


class _Writing:
    """One message on its way into a file."""

    def __init__(self, message: Message, attachments: Sequence[AttachmentSource], target: BinaryIO) -> None:
        self.message = message
        self.attachments = attachments
        self.target = target
        self.present = _ancestors({each.path for each in message.unknown} | message.blank)
        self.pieces: list[bytes] = []
        self.segments: list[bytes | AttachmentSource | None] = []
        """The message drawn: text, places of attachments, and ``None`` for the signature's."""
        self.pen = Pen(self.pieces.append, message.unknown)

    def require_distinct(self) -> None:
        """Two files of the same id could not be told apart."""
        seen: set[str] = set()
        for each in self.attachments:
            key = each.content_id.removeprefix("cid:")
            if key in seen or not key or each.content_id != each.content_id.strip():
                raise broken_attachment(sentences.SAME_ID % {"name": each.content_id[:80]})
            seen.add(key)

    def draw(self, *, is_signed: bool) -> None:
        """Everything but the content of the attachments, which comes when it is written."""
        pen = self.pen
        pen.open("edXML", bare=True)
        pen.open("edXMLEnvelope")
        pen.open("edXMLHeader")
        self._parts(DOCUMENT if isinstance(self.message, DocumentMessage) else STATUS, self.message, HEADER)
        if is_signed:
            pen.line()
            self._segment(None)
        pen.close()
        if isinstance(self.message, DocumentMessage) or BODY in self.present:
            self._body()
        pen.close()
        if self.attachments or "AttachmentEncoded" in self.present:
            self._encoded()
        pen.close()
        pen.require_all_written()
        self.segments.append(b"".join(self.pieces))

    def _segment(self, place: AttachmentSource | None) -> None:
        self.segments += [b"".join(self.pieces), place]
        self.pieces.clear()

    def run(self, sink: Sink, signature: bytes | None) -> None:
        """Write what was drawn into ``sink``; the signature goes into the file beside it, as it is not part of what is signed."""
        for segment in self.segments:
            if isinstance(segment, bytes):
                sink(segment)
            elif segment is None:
                self.target.write(signature or b"")
            else:
                with segment.open() as source:
                    while piece := fill(source, _PIECE):
                        sink(binascii.b2a_base64(piece, newline=False))

    def _parts(self, parts: tuple[Part, ...], owner: Any, path: str) -> None:
        for part in parts:
            here = f"{path}/{part.tag}"
            if isinstance(part, Group):
                if here in self.present or _has_any(owner, part.parts):
                    self.pen.open(part.tag)
                    self._parts(part.parts, owner, here)
                    self.pen.close()
                continue
            value = getattr(owner, part.field)
            if value is None and here in self.present:
                value = ""
            for number, each in enumerate(_several(value), 1):
                self._one(part, each, f"{here}[{number}]" if part.many else here)

    def _one(self, part: Part, value: Any, here: str) -> None:
        if isinstance(part, Leaf):
            self.pen.leaf(part.tag, written(value))
        elif isinstance(part, Group) or not value:
            raise not_standard(sentences.MISSING % {"name": part.tag})
        else:
            self.pen.open(part.tag, step=here.rpartition("/")[2])
            self._parts(part.parts, value, here)
            self.pen.close()

    def _body(self) -> None:
        self.pen.open("edXMLBody")
        self.pen.open("edXMLManifest", version="1.0")
        for number, each in enumerate(self.attachments, 1):
            self.pen.open("Reference", step=f"Reference[{number}]")
            self.pen.leaf("ContentId", each.content_id)
            self._leaves((("ContentType", each.manifest_type), ("Description", each.description), ("AttachmentName", each.name)))
            self.pen.close()
        self.pen.close()
        self.pen.close()

    def _encoded(self) -> None:
        self.pen.open("AttachmentEncoded", bare=True)
        for number, each in enumerate(self.attachments, 1):
            self.pen.open("Attachment", step=f"Attachment[{number}]", bare=True)
            self.pen.leaf("ContentId", each.content_id, bare=True)
            self._leaves((("AttachmentName", each.name), ("Description", each.description), ("ContentType", each.content_type)), bare=True)
            self.pen.open(STREAMED)
            self._segment(each)
            self.pen.close()
            self.pen.close()
        self.pen.close()

    def _leaves(self, leaves: Iterable[tuple[str, str | None]], *, bare: bool = False) -> None:
        for name, text in leaves:
            if text is not None:
                self.pen.leaf(name, text, bare=bare)


def _ancestors(paths: Iterable[str]) -> set[str]:
    """The paths with all that lead to them."""
    found: set[str] = set()
    for path in paths:
        while path:
            found.add(path)
            path = path.rpartition("/")[0]
    return found


def _has_any(owner: Any, parts: tuple[Part, ...]) -> bool:
    return any(
        _has_any(owner, part.parts) if isinstance(part, Group) else getattr(owner, part.field) not in (None, ())
        for part in parts
    )  # fmt: skip


def _several(value: Any) -> Sequence[Any]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def written(value: Any) -> str:
    """A value as the standard writes it: days ``yyyy/MM/dd``, moments ``yyyy/MM/dd HH:mm:ss`` of the office's zone."""
    if isinstance(value, datetime):
        here = local(value)
        return f"{written(here.date())} {here:%H:%M:%S}"
    if isinstance(value, date):
        return f"{value.year:04}/{value.month:02}/{value.day:02}"
    return str(value)
