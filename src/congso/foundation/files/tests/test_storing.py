"""Files are what their content says, whatever their name says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from congso.foundation.files import content
from congso.foundation.files.content import DOCX, JPEG, PDF, PNG, FileRefused
from congso.foundation.files.models import StoredFile
from congso.foundation.files.responses import file_response
from congso.foundation.files.services import open_file, store_file

pytestmark = pytest.mark.django_db
A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def image(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    stream = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(stream, kind)
    return stream.getvalue()


def docx(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            archive.writestr(name, "<x/>")
    return stream.getvalue()


def keep(name: str, data: bytes) -> StoredFile:
    return store_file(SimpleUploadedFile(name, data), name=name)


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("a.pdf", lambda: A_PDF, PDF), ("A.PDF", lambda: A_PDF, PDF), ("a.jpeg", lambda: image("JPEG"), JPEG),
        ("a.png", lambda: image("PNG"), PNG), ("tờ khai.docx", docx, DOCX),
    ],
)  # fmt: skip
def test_what_is_taken_is_kept_under_its_content(name: str, make: Callable[[], bytes], kind: str) -> None:
    stored = keep(name, make())

    assert stored.media_type == kind
    assert open_file(stored).read() == make()
    assert keep(name, make()).pk == stored.pk


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("hoa-don.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 99, "chỉ nhận PDF"),
        ("trang.pdf", lambda: b"<html><script>alert(1)</script></html>", "chỉ nhận PDF"),
        ("anh.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "chỉ nhận PDF"),
        ("anh.png", lambda: A_PDF, "không đúng với đuôi"),
        ("anh.pdf", lambda: image("JPEG"), "không đúng với đuôi"),
        ("anh.gif", lambda: image("GIF"), "chỉ nhận PDF"),
        ("cut.pdf", lambda: b"%PDF-1.7\n1 0 obj", "phải đọc được"),
        ("cut.png", lambda: image("PNG")[:12], "phải đọc được"),
        ("macro.docx", lambda: docx("word/vbaProject.bin"), "chỉ nhận PDF"),
        ("archive.docx", lambda: docx()[:40], "phải đọc được"),
        ("rong.pdf", lambda: b"", "tệp rỗng"),
        ("pdf", lambda: A_PDF, "không đúng với đuôi"),
    ],
)
def test_what_is_disguised_broken_or_empty_is_refused_by_name(name: str, make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(FileRefused, match=said) as caught:
        keep(name, make())

    assert name in str(caught.value)
    assert not StoredFile.objects.exists()


def test_a_plain_zip_is_no_document() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("virus.exe", "MZ")

    with pytest.raises(FileRefused):
        keep("a.docx", stream.getvalue())


def test_too_large_is_told_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "LARGEST", 100)

    with pytest.raises(FileRefused, match="lớn hơn"):
        keep("a.pdf", A_PDF + b" " * 100)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_small_file_that_would_unpack_into_a_huge_picture_is_refused() -> None:
    bomb = image("PNG", (20_000, 20_000))
    assert len(bomb) < 200_000

    with pytest.raises(FileRefused):
        keep("bom.png", bomb)


def test_a_document_is_downloaded_and_nothing_in_it_may_run(settings: Settings) -> None:
    shown = file_response(keep("a.pdf", A_PDF), name="Tờ khai.pdf")
    saved = file_response(keep("a.docx", docx()), name="Tờ khai.docx")

    assert shown["Content-Disposition"].startswith("attachment")
    assert saved["Content-Disposition"].startswith("attachment")
    for answer in (shown, saved):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox")
