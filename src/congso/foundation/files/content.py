"""What a file really is, by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from congso.core.errors import DomainError

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = {PDF: (".pdf",), JPEG: (".jpg", ".jpeg"), PNG: (".png",), DOCX: (".docx",)}
LARGEST = 50 * 1024 * 1024
_MAX_PIXELS = 120_000_000


class FileRefused(DomainError):
    """A file is too large, empty, of a kind we do not take, or not what its name says."""

    code = "file_refused"
    status = 422
    message = _("Tệp «%(name)s» không nhận được: %(reason)s")


class FileInfected(FileRefused):
    """The scanner found malware; nothing is stored."""

    code = "file_infected"
    message = _("Tệp «%(name)s» có mã độc nên không được nhận. Hãy quét máy của bạn rồi gửi tệp khác.")


class FileWithheld(DomainError):
    """A stored file turned out to be infected: nobody gets it any more."""

    code = "file_withheld"
    message = _("Tệp «%(name)s» bị phát hiện có mã độc nên không tải xuống được. Hãy yêu cầu người nộp gửi lại tệp khác.")


def media_type(stream: BinaryIO, name: str, size: int) -> str:
    """The type of the content; raises FileRefused for what we do not take or a name that lies."""
    if size == 0:
        raise FileRefused(field="files", name=name, reason=_("tệp rỗng."))
    if size > LARGEST:
        raise FileRefused(field="files", name=name, reason=_("lớn hơn 50 MB."))
    stream.seek(0)
    found = _sniff(stream)
    stream.seek(0)
    if found is None:
        raise FileRefused(field="files", name=name, reason=_("chỉ nhận PDF, JPEG, PNG hoặc docx, và tệp phải đọc được."))
    if not name.lower().endswith(EXTENSIONS[found]):
        raise FileRefused(field="files", name=name, reason=_("nội dung không đúng với đuôi tệp."))
    return found


def _sniff(stream: BinaryIO) -> str | None:
    head = stream.read(8)
    if head.startswith(b"%PDF-"):
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 2048))
        return PDF if b"%%EOF" in stream.read() else None
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG if _is_image(stream, "JPEG") else None
    if head == b"\x89PNG\r\n\x1a\n":
        return PNG if _is_image(stream, "PNG") else None
    return DOCX if head.startswith(b"PK\x03\x04") and _is_docx(stream) else None


def _is_image(stream: BinaryIO, kind: str) -> bool:
    stream.seek(0)
    try:
        with Image.open(stream, formats=[kind]) as image:
            return image.width * image.height <= _MAX_PIXELS
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return False


def _is_docx(stream: BinaryIO) -> bool:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return "[Content_Types].xml" in names and "word/document.xml" in names and not macros
