"""Drafts from a word processor: turned into a PDF where LibreOffice is, refused with a sentence otherwise."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from congso.domains.documents import converting
from congso.domains.documents.models import Document
from congso.foundation.files.services import open_file
from congso.foundation.people.models import Account
from tests.judges import need
from tests.outgoing.conftest import Desk

pytestmark = pytest.mark.django_db
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Kế hoạch ứng phó triều cường năm 2026</w:t></w:r></w:p></w:body></w:document>"""


def docx(**more: str) -> bytes:
    """A document of one paragraph."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": _DOCUMENT}
        for name, text in {**parts, **more}.items():
            archive.writestr(name, text)
    return stream.getvalue()


def send(client: Client, content: bytes) -> Any:
    client.force_login(Account.objects.get(username="chuyenvien"))
    given = {"type_code": "KH", "subject": "Ứng phó triều cường", "upload": SimpleUploadedFile("ke-hoach.docx", content)}
    return client.post("/van-ban/di/moi/", given)


def test_a_docx_becomes_the_pdf_of_the_draft(desk: Desk, client: Client) -> None:
    need("soffice", "pdftotext")

    assert send(client, docx()).status_code == 302

    outgoing = Document.objects.get().outgoing
    assert outgoing.upload_name == "ke-hoach.pdf"
    with open_file(outgoing.upload) as stream:
        text = PdfReader(BytesIO(stream.read())).pages[0].extract_text()
    assert "Kế hoạch ứng phó triều cường năm 2026" in text


def test_without_libreoffice_the_page_says_so_and_keeps_what_was_typed(
    desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting.shutil, "which", lambda _name: None)

    answer = send(client, docx())

    assert answer.status_code == 422
    assert "chưa cài LibreOffice" in answer.content.decode()
    assert "Ứng phó triều cường" in answer.content.decode()
    assert not Document.objects.exists()


_FETCHING = _RELS.replace("</Relationships>", '<Relationship Id="r2" Type="http://x/image" Target="http://elsewhere/a.png" TargetMode="External"/></Relationships>')
_LINKING = _RELS.replace("</Relationships>", '<Relationship Id="r2" Type="http://x/hyperlink" Target="http://elsewhere/" TargetMode="External"/></Relationships>')


@pytest.mark.parametrize(("content", "words"), [
    (docx(**{"word/_rels/document.xml.rels": _FETCHING}), "từ nơi khác"), (docx(**{"word/vbaProject.bin": "x"}), "phải đọc được"),
    (b"PK\x03\x04 broken", "phải đọc được"), (b"%PDF-1.7\n%%EOF", "không đúng với đuôi tệp"),
])  # fmt: skip
def test_what_may_not_be_carried_out_is_refused(desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch, content: bytes, words: str) -> None:
    monkeypatch.setattr(converting, "_program", lambda: "/bin/false")

    answer = send(client, content)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Document.objects.exists()


def test_links_to_pages_are_no_fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "_program", lambda: "/bin/false")

    with pytest.raises(converting.DocxRefused, match="hỏng"):  # the stand-in made nothing; the links were let through
        converting.pdf_of(docx(**{"word/_rels/document.xml.rels": _LINKING}))
