"""The golden files of the reference library: what we write is what it writes, what we read is what it says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from congso.foundation.edxml.codes import StatusCode
from congso.foundation.edxml.messages import DocumentMessage, Message, StatusMessage
from congso.foundation.edxml.parcels import AttachmentSource
from congso.foundation.edxml.reading import read
from congso.foundation.edxml.tests import makers
from congso.foundation.edxml.writing import write_document, write_status

MESSAGES: list[tuple[str, Message, list[AttachmentSource]]] = [
    ("document_0_new", makers.document(), makers.golden_attachments()),
    ("document_2_update", makers.update(), makers.golden_attachments()),
    ("status_01", makers.status(StatusCode.ARRIVED, "Đã đến"), []),
    ("status_03", makers.status(StatusCode.RECEIVED, "Đã tiếp nhận"), []),
    ("status_04", makers.status(StatusCode.ASSIGNED, "Phân công"), []),
    ("status_06", makers.status(StatusCode.FINISHED, "Hoàn thành"), []),
    ("status_13", makers.status(StatusCode.RECALLED, "Lấy lại"), []),
    ("status_16", makers.status(StatusCode.RECALL_REFUSED, "Từ chối thu hồi"), []),
]
NAMES = [name for name, _message, _files in MESSAGES]


def written(message: Message, attachments: list[AttachmentSource]) -> bytes:
    target = BytesIO()
    if isinstance(message, StatusMessage):
        write_status(message, target)
    else:
        write_document(message, attachments, target)
    return target.getvalue()


def canonical(content: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(content), method="c14n"))


@pytest.mark.parametrize(("name", "message", "attachments"), MESSAGES, ids=NAMES)
def test_we_write_what_the_reference_library_writes(name: str, message: Message, attachments: list[AttachmentSource]) -> None:
    golden = (makers.GOLDEN / f"{name}.edxml").read_bytes()

    assert canonical(written(message, attachments)) == canonical(golden)


@pytest.mark.parametrize(("name", "message", "attachments"), MESSAGES, ids=NAMES)
def test_the_golden_files_are_read_strictly(name: str, message: Message, attachments: list[AttachmentSource], tmp_path: Path) -> None:
    with (makers.GOLDEN / f"{name}.edxml").open("rb") as file:
        parcel = read(file, tmp_path, strict=True)

    assert parcel.message == message
    assert parcel.tolerated == []
    assert parcel.signature is None
    assert [each.name for each in parcel.attachments] == [each.name for each in attachments]


def test_attachments_come_out_whole(tmp_path: Path) -> None:
    with (makers.GOLDEN / "document_0_new.edxml").open("rb") as file:
        first, second = read(file, tmp_path, strict=True).attachments

    assert first.open().read() == b"%PDF-1.4\n% sample\n"
    assert (first.content_type, first.manifest_type, first.description) == ("application/pdf", "application/zip", "Văn bản chính")
    assert second.open().read() == b"Phu luc mau"
    assert second.size == len(b"Phu luc mau")
    assert set(tmp_path.iterdir()) == {first.path, second.path}


def test_all_golden_files_are_used() -> None:
    assert {path.stem for path in makers.GOLDEN.glob("*.edxml")} == set(NAMES)
    assert isinstance(MESSAGES[0][1], DocumentMessage)
