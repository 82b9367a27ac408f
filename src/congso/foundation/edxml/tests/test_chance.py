"""Messages by chance come back equal; broken files by chance are refused and nothing else."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from congso.core.clock import VIETNAM
from congso.foundation.edxml.checking import verify
from congso.foundation.edxml.codes import BusinessType, StatusCode
from congso.foundation.edxml.errors import EdxmlRefused
from congso.foundation.edxml.messages import (
    DocumentMessage,
    Message,
    Organ,
    ResponseFor,
    StatusMessage,
    Unknown,
)
from congso.foundation.edxml.parcels import Parcel
from congso.foundation.edxml.reading import read
from congso.foundation.edxml.signing_sentences import LATE
from congso.foundation.edxml.standard import DOCUMENT, HEADER, STATUS, Group, Kind, Leaf, Nested, Part
from congso.foundation.edxml.tests import makers
from congso.foundation.edxml.walking import Limits
from congso.foundation.edxml.writing import write_document, write_status

TEXT = some.text(some.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | some.sampled_from("\t\n\r<>&\"']]>"), max_size=12)
ID = some.text(some.sampled_from("HG0123456789.,/QĐ-"), max_size=12)
DAYS = some.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
MOMENTS = some.integers(0, 4_000_000_000).map(lambda second: dt.datetime.fromtimestamp(second, VIETNAM))
VALUES: dict[Kind, some.SearchStrategy[Any]] = {
    Kind.TEXT: TEXT, Kind.ID: ID, Kind.DAY: DAYS, Kind.MOMENT: MOMENTS, Kind.BUSINESS: some.sampled_from(BusinessType), Kind.STATUS: some.sampled_from(StatusCode),
}  # fmt: skip
NEVER_EMPTY = {Kind.DAY, Kind.MOMENT, Kind.BUSINESS, Kind.STATUS}
FRAGMENTS = some.sampled_from(['<x xmlns="urn:x">a<y></y></x>', "<z></z>", '<p:q xmlns:p="urn:p" a="1">&lt;</p:q>'])


class Drawing:
    """Draws a message by the tables of the standard."""

    def __init__(self, draw: some.DrawFn) -> None:
        self.draw = draw
        self.blank: set[str] = set()
        self.unknown: list[Unknown] = []

    def fields(self, parts: tuple[Part, ...], path: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if self.draw(some.integers(0, 9)) == 0:
            self.unknown.append(Unknown(path=path, xml=self.draw(FRAGMENTS)))
        for part in parts:
            here = f"{path}/{part.tag}"
            if isinstance(part, Group):
                if self.draw(some.booleans()):
                    self._group(part, here, values)
            elif part.many:
                count = self.draw(some.integers(0, 3))
                many = tuple(self._one(part, f"{here}[{number}]") for number in range(1, count + 1))
                values |= {part.field: many} if many else {}
            elif self.draw(some.booleans()):
                values[part.field] = self._one(part, here)
            elif isinstance(part, Leaf) and part.kind in NEVER_EMPTY and self.draw(some.booleans()):
                self.blank.add(here)
        return values

    def _group(self, part: Group, here: str, values: dict[str, Any]) -> None:
        before = len(self.blank) + len(self.unknown)
        inside = self.fields(part.parts, here)
        if not inside and len(self.blank) + len(self.unknown) == before:
            self.blank.add(here)
        values |= inside

    def _one(self, part: Leaf | Nested, here: str) -> Any:
        return self.draw(VALUES[part.kind]) if isinstance(part, Leaf) else part.of(**self.fields(part.parts, here))


@some.composite
def messages(draw: some.DrawFn, *, document: bool) -> Message:
    """A message that has what it must have, and of the rest whatever chance gives."""
    drawing = Drawing(draw)
    values = drawing.fields(DOCUMENT if document else STATUS, HEADER)
    values["sender"] = replace(values.get("sender", Organ()), organ_id="H20.15")
    blank = frozenset(drawing.blank - {f"{HEADER}/MessageHeader", f"{HEADER}/MessageHeader/StatusCode"})
    if document:
        receivers = values.get("receivers", (Organ(),))
        values |= {"receivers": tuple(replace(each, organ_id="G09") for each in receivers), "document_id": "H20.15,2026/09/14,15/QĐ-SM", "subject": "V/v"}
        return DocumentMessage(**values, blank=blank, unknown=tuple(drawing.unknown))
    values |= {"response_for": replace(values.get("response_for", ResponseFor()), document_id="a"), "code": StatusCode.ARRIVED}
    return StatusMessage(**values, blank=blank, unknown=tuple(drawing.unknown))


FILES = some.lists(some.binary(max_size=40), max_size=3)


def taken(content: bytes, *, strict: bool, folder: str) -> Parcel:
    return read(BytesIO(content), Path(folder), strict=strict)


@settings(deadline=None, max_examples=150)
@given(messages(document=True), FILES, TEXT, some.booleans())
def test_documents_come_back_equal(message: DocumentMessage, files: list[bytes], name: str, is_signed: bool) -> None:
    sources = [makers.source(f"cid:{number}", re.sub(r"[/\\]", "", name), content, description=name or None) for number, content in enumerate(files)]
    target = BytesIO()

    write_document(message, sources, target, signer=makers.key() if is_signed else None)

    with tempfile.TemporaryDirectory() as folder:
        parcel = taken(target.getvalue(), strict=True, folder=folder)
        assert parcel.message == message
        assert [each.open().read() for each in parcel.attachments] == files
        assert [each.description for each in parcel.attachments] == [name or None] * len(files)
        assert (parcel.signature is not None) == is_signed
        if parcel.signature:
            assert verify(BytesIO(target.getvalue()), parcel.signature).intact


@settings(deadline=None, max_examples=80)
@given(messages(document=False))
def test_statuses_come_back_equal(message: StatusMessage) -> None:
    target = BytesIO()

    write_status(message, target)

    with tempfile.TemporaryDirectory() as folder:
        assert taken(target.getvalue(), strict=True, folder=folder).message == message


def outcome_of(content: bytes, folder: Path) -> Parcel | EdxmlRefused:
    try:
        return read(BytesIO(content), folder, limits=Limits(header_bytes=200_000, attachment_bytes=200_000), verifying=True, allow_sha1=True)
    except EdxmlRefused as refused:
        return refused


def refused_or_read(content: bytes) -> None:
    """Nothing but a refusal may come out, and then nothing may stay behind; what is signed is judged without an error."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = outcome_of(content, Path(folder))
        if isinstance(outcome, EdxmlRefused):
            assert outcome.axis_code in {10, 21, 22}
            assert str(outcome)
            assert not [*Path(folder).iterdir()]
            return
        parcel = outcome
        assert len([*Path(folder).iterdir()]) == len(parcel.attachments)
        if parcel.signature:
            check = verify(BytesIO(content), parcel.signature, allow_sha1=True)
            assert parcel.check in (check, replace(check, certificate_der=b"", chain_der=parcel.signature.certificates, intact=False, reason=str(LATE)))


@settings(deadline=None, max_examples=150)
@given(some.binary(max_size=200) | some.binary(max_size=60).map(lambda tail: b"<edXML>" + tail) | some.text(some.sampled_from("<>/&;!?'=\"[]edXML:-a \n"), max_size=80).map(str.encode))
def test_random_bytes_are_refused(content: bytes) -> None:
    refused_or_read(content)


BASES = some.sampled_from([*(path.read_bytes() for path in sorted(makers.GOLDEN.glob("*.edxml"))), makers.signed(), makers.signed(algorithm="sha1")])


@some.composite
def mutations(draw: some.DrawFn) -> bytes:
    """A good file with a few places flipped, cut, filled or doubled."""
    content = draw(BASES)
    for _number in range(draw(some.integers(1, 4))):
        start = draw(some.integers(0, len(content) - 1))
        end = min(len(content), start + draw(some.integers(1, 200)))
        kind = draw(some.sampled_from(["flip", "cut", "insert", "double", "move"]))
        piece = content[start:end]
        if kind == "flip":
            content = content[:start] + bytes([content[start] ^ (1 << draw(some.integers(0, 7)))]) + content[start + 1 :]
        elif kind == "cut":
            content = (content[:start] + content[end:]) or b" "
        elif kind == "insert":
            content = content[:start] + draw(some.binary(max_size=20)) + content[start:]
        elif kind == "double":
            content = content[:end] + piece + content[end:]
        else:
            rest, place = content[:start] + content[end:], draw(some.integers(0, len(content)))
            content = (rest[:place] + piece + rest[place:]) or b" "
    return content


@settings(deadline=None, max_examples=300)
@given(mutations())
def test_broken_files_are_refused_or_read(content: bytes) -> None:
    refused_or_read(content)


@settings(deadline=None, max_examples=150)
@given(BASES, some.data())
def test_moved_elements_are_refused_or_read(content: bytes, data: some.DataObject) -> None:
    """Whole lines moved or doubled: still well-formed more often than single bytes."""
    lines = content.splitlines(keepends=True)
    for _number in range(data.draw(some.integers(1, 4))):
        line = lines[data.draw(some.integers(0, len(lines) - 1))]
        lines.insert(data.draw(some.integers(0, len(lines))), line)
    refused_or_read(b"".join(lines))
