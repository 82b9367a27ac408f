"""Uploaded papers of two versions are compared by their words; a picture of a page says that it cannot be."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from congso.domains.documents import text_layer
from congso.domains.documents.models import Document, DraftVersion
from congso.domains.documents.outgoing_comparing_files import (
    FileChanges,
    _shortened,
    _told_apart,
    compare_files,
)
from congso.domains.documents.services.outgoing import save_draft
from congso.foundation.files.models import StoredFile
from congso.foundation.people.models import Account
from tests.incoming.makers import letter_pdf
from tests.judges import need
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reader() -> None:
    """Text layers are read by poppler."""
    need("pdftotext")


def scan() -> SimpleUploadedFile:
    """A page that is a picture."""
    out = BytesIO()
    Image.new("RGB", (400, 560), "white").save(out, "PDF")
    return SimpleUploadedFile("quet.pdf", out.getvalue(), "application/pdf")


def version(desk: Desk, document: Document, **given: Any) -> None:
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft_in(desk, **given))


def changes(document: Document, one: int, other: int) -> FileChanges:
    found = {row.number: row.content for row in DraftVersion.objects.filter(outgoing_id=document.pk)}
    return compare_files(found[one], found[other], numbers=(one, other))


def words(found: FileChanges, kind: str) -> str:
    return " ".join(piece.text for piece in found.pieces if piece.kind == kind)


def test_words_of_two_files_are_told_apart(desk: Desk) -> None:
    document = desk.draft(upload=letter_pdf(desk.office))
    version(desk, document, upload=letter_pdf(desk.office, body="Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.\n\nĐiều 2. Quyết định có hiệu lực."))
    found = changes(document, 1, 2)
    assert "Quy chế tiếp công dân" in words(found, "ins")
    assert "kiểm soát thủ tục hành chính" in words(found, "del") or "Kế hoạch" in words(found, "del")
    assert "hiệu lực" not in words(found, "ins") + words(found, "del")
    assert found.remarks == []
    client = Client()
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = client.get(f"/van-ban/di/{document.pk}/phien-ban/2/").content.decode()
    assert "Nội dung tệp PDF" in page
    assert "<ins>" in page


def test_the_same_file_again_is_not_compared(desk: Desk) -> None:
    document = desk.draft(upload=letter_pdf(desk.office))
    version(desk, document, subject="Trích yếu khác")
    assert not changes(document, 1, 2).is_asked


def test_a_scan_says_that_it_has_no_words(desk: Desk) -> None:
    document = desk.draft(upload=letter_pdf(desk.office))
    version(desk, document, upload=scan())
    found = changes(document, 1, 2)
    assert not found.pieces
    assert found.remarks == ["Tệp của phiên bản 2 không có lớp chữ (bản quét, ảnh) nên không so sánh được nội dung; hãy mở hai tệp để đối chiếu."]


def test_of_a_version_written_here_its_words_are_compared(desk: Desk) -> None:
    document = desk.draft()
    version(desk, document, upload=letter_pdf(desk.office))
    found = changes(document, 1, 2)
    assert found.remarks[0].startswith("Phiên bản 1 soạn trên hệ thống")
    assert "Kế hoạch kiểm soát" in words(found, "ins")


def test_a_file_that_is_gone_and_a_machine_without_the_program_are_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = desk.draft(upload=letter_pdf(desk.office))
    version(desk, document, upload=scan())
    monkeypatch.setattr(text_layer, "is_available", lambda: False)
    assert "chưa cài chương trình" in changes(document, 1, 2).remarks[0]
    content = {"upload": "0" * 64}
    assert not StoredFile.objects.filter(pk="0" * 64).exists()
    assert "không còn được lưu" in compare_files(content, {"upload": ""}, numbers=(1, 2)).remarks[0]


def test_long_papers_are_compared_by_lines_and_show_only_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"Dòng thứ {n} của văn bản" for n in range(400)]
    other = [*lines[:200], "Dòng thêm vào", *lines[200:]]
    monkeypatch.setattr("congso.domains.documents.outgoing_comparing_files.MOST_WORDS", 100)
    pieces = list(_shortened(_told_apart("\n".join(lines), "\n".join(other))))
    assert [piece.text.strip() for piece in pieces if piece.kind] == ["Dòng thêm vào"]
