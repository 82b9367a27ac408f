"""Files that may go with a document: annexes as PDF, tables and texts as they are."""

from __future__ import annotations

import zipfile
from dataclasses import asdict
from io import BytesIO
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from congso.core.errors import InvalidInput
from congso.domains.documents.copy_paper import place_of
from congso.domains.documents.outgoing_paper import page_count, require_plain
from congso.foundation.files.content import LARGEST, PDF, FileRefused, media_type
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_as_is, store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.signing.facade import Place, add_fields

_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN = "application/vnd.oasis.opendocument"
_PACKED = {".xlsx": ("xl/workbook.xml", _OFFICE), ".ods": ("content.xml", f"{_OPEN}.spreadsheet"), ".odt": ("content.xml", f"{_OPEN}.text")}
"""Ending → what the archive must hold, and its type."""
_WORDS = {".csv": "text/csv", ".txt": "text/plain"}
ANNEXES = (".pdf", ".docx")
OTHERS = (".pdf", ".docx", ".jpg", ".jpeg", ".png", *_PACKED, *_WORDS)
_FIELD = "PhuLuc"


def store_annex(upload: Upload) -> StoredFile:
    """A PDF that the agency signs; one that is signed already is kept as it is. Raises FileRefused, PdfRefused, InvalidInput."""
    content = upload.read()
    if media_type(BytesIO(content), upload.name or "", len(content)) != PDF:
        raise InvalidInput(field="upload", reason=_("phụ lục là tệp riêng chỉ nhận PDF hoặc docx; bảng tính thì chọn «tệp khác»."))
    require_plain(content)
    page_count(content)
    return store_file(File(BytesIO(content), name=upload.name), name=upload.name or "")


def store_other(upload: Upload) -> StoredFile:
    """A table, text or picture that goes along unsigned; nothing with macros. Raises FileRefused, PdfRefused."""
    name, content = upload.name or "", upload.read()
    ending = f".{name.lower().rpartition('.')[2]}"
    if ending in _PACKED or ending in _WORDS:
        if not 0 < len(content) <= LARGEST:
            raise FileRefused(field="upload", name=name, reason=_("tệp rỗng hoặc lớn hơn 50 MB."))
        if not (_is_packed(content, _PACKED[ending][0]) if ending in _PACKED else _is_words(content)):
            raise FileRefused(field="upload", name=name, reason=_("nội dung không đúng với đuôi tệp, hoặc tệp có macro."))
        return store_as_is(BytesIO(content), kind=_PACKED[ending][1] if ending in _PACKED else _WORDS[ending], name=name)
    if media_type(BytesIO(content), name, len(content)) == PDF:
        require_plain(content)
    return store_file(File(BytesIO(content), name=name), name=name)


def _is_packed(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    return part in names and not any(each.lower().endswith("vbaproject.bin") or each.startswith("Basic/") for each in names)


def _is_words(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def with_field(pdf: bytes) -> tuple[bytes, dict[str, Any]]:
    """An annex with room for the agency's signature at the top right of its first page (NĐ 30/2020, Phụ lục I, mục II, khoản 8).

    Nothing else in it is touched: what is signed already stays valid. Raises PdfRefused.
    """
    corner, taken = place_of(pdf), _field_names(pdf)
    name = next(each for number in range(1, len(taken) + 2) if (each := f"{_FIELD}{number}") not in taken)
    place = Place(name, corner.page, corner.left, corner.top, corner.width, corner.height)
    return add_fields(pdf, [place]), asdict(place)


def _field_names(pdf: bytes) -> set[str]:
    try:
        return set(PdfReader(BytesIO(pdf)).get_fields() or ())
    except (PyPdfError, ValueError, KeyError):
        return set()
