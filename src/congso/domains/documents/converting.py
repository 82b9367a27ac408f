"""A draft written in a word processor becomes a PDF by LibreOffice, where it is installed; nothing in it is carried out.

LibreOffice is asked as a program of its own with an empty profile (macros are not run from there), for a minute at most,
before any transaction. A file with macros, or one that would fetch pictures or templates from elsewhere, is refused.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from congso.core.errors import DomainError

LONGEST_S = 60
LARGEST_INSIDE = 200 * 1024 * 1024
"""Bytes of a document unpacked."""
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>", re.IGNORECASE)
_LINK = re.compile(rb"Type=\"[^\"]*/hyperlink\"", re.IGNORECASE)
_ask: Any = partial(subprocess.run, capture_output=True, timeout=LONGEST_S, check=False)


class ConverterMissing(DomainError):
    """Raised when a word processor's file comes and LibreOffice is not installed."""

    code = "converter_missing"
    message = _("Máy chủ chưa cài LibreOffice nên chưa chuyển được tệp docx; hãy lưu thành PDF rồi tải lên.")


class DocxRefused(DomainError):
    """Raised when a word processor's file cannot, or may not, be turned into a PDF."""

    code = "docx_refused"
    message = _("Không chuyển được tệp docx: %(reason)s.")


def is_available() -> bool:
    """Whether LibreOffice is installed here."""
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf_of(docx: bytes) -> bytes:
    """The file as PDF. Raises ConverterMissing, DocxRefused."""
    program = _program()
    if program is None:
        raise ConverterMissing(field="upload")
    _require_plain(docx)
    with tempfile.TemporaryDirectory(prefix="congso-docx-") as name:
        folder = Path(name)
        (folder / "van-ban.docx").write_bytes(docx)
        arguments = [
            f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", name, str(folder / "van-ban.docx"),
        ]  # fmt: skip
        try:
            _ask([program, *arguments], cwd=name)
        except subprocess.TimeoutExpired as slow:
            raise DocxRefused(field="upload", reason=_("tệp quá phức tạp, chuyển quá một phút")) from slow
        made = folder / "van-ban.pdf"
        if not made.exists():
            raise DocxRefused(field="upload", reason=_("tệp hỏng hoặc có mật khẩu"))
        return made.read_bytes()


def _require_plain(docx: bytes) -> None:
    """Refuse macros, things fetched from elsewhere, and archives that unpack to far more than they say."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_INSIDE:
                raise DocxRefused(field="upload", reason=_("tệp quá lớn sau khi giải nén"))
            if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                raise DocxRefused(field="upload", reason=_("tệp có macro"))
            relations = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    except zipfile.BadZipFile as broken:
        raise DocxRefused(field="upload", reason=_("tệp hỏng hoặc có mật khẩu")) from broken
    if any(not _LINK.search(found) for each in relations for found in _EXTERNAL.findall(each)):
        raise DocxRefused(field="upload", reason=_("tệp lấy hình hoặc mẫu từ nơi khác; hãy chèn hẳn vào tệp"))
