"""The paper of an outgoing document: laid out from its words, or a PDF laid out elsewhere with number and day put in."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from congso.domains.documents.layout import (
    SEAL,
    SECOND,
    SIGNER,
    Content,
    LaidOut,
    by_words,
    date_words,
    lay_out,
    urgency_mark,
)
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.facade import Place

MM = 72 / 25.4
WIDE, HIGH = 55.0, 26.0
"""Room for the hand signature in mm; the seal covers a third of it on the left (NĐ 30/2020, Phụ lục I, phần I, mục II, khoản 8)."""
SEAL_SIZE = 36.0
_BESIDE, _ABOVE = SEAL_SIZE - WIDE / 3, 4.0


def paper_of(
    content: Content, upload: StoredFile | None, places: dict[str, list[float]], *, today: date
) -> LaidOut:
    """The PDF with the places of its two signatures; a draft while it has no number. Raises PdfRefused."""
    if upload is None:
        return lay_out(content, today=today)
    page, left, top = (places.get("sign") or [1, 110, 200])[:3]
    with open_file(upload) as stream:
        pdf = stream.read()
    sign = Place(SIGNER, int(page), left, top, WIDE, HIGH)
    seal = seal_beside(sign)
    spots = (sign, seal) if content.beside is None else (sign, seal, _second(places))
    if content.number is None:
        return LaidOut(pdf, spots)
    return LaidOut(_with_number(pdf, content, places), spots)


def _second(places: dict[str, list[float]]) -> Place:
    page, left, top = (places.get("second") or [1, 30, 200])[:3]
    return Place(SECOND, int(page), left, top, WIDE, HIGH)


def seal_beside(sign: Place) -> Place:
    """Where the seal goes for a signature; at the edge of the sheet it stays on it."""
    return Place(SEAL, sign.page, max(sign.left - _BESIDE, 0), max(sign.top - _ABOVE, 0), SEAL_SIZE, SEAL_SIZE)


def _with_number(pdf: bytes, content: Content, places: dict[str, list[float]]) -> bytes:
    """The uploaded PDF with number, day, mark of urgency and code on its first page, where they were asked for."""
    number, day = places.get("number"), places.get("date")
    entries: list[dict[str, Any]] = []
    if number:
        entries.append(
            {"left": number[0], "top": number[1], "text": f"{content.number:02d}", "style": "normal"}
        )
    if day and content.on:
        entries.append(
            {
                "left": day[0],
                "top": day[1],
                "text": date_words(content.on, year=content.on.year),
                "style": "italic",
            }
        )
    words, width = urgency_mark(content.urgency)
    mark = {"mark": dict(zip(("left", "top"), places["urgency"], strict=True)) | {"text": words, "width": width, "by": by_words(content)}} if words and places.get("urgency") else {}
    code = _code(content, places)
    if not entries and not mark and not code:
        return pdf
    try:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
        first = writer.pages[0]
        size = {"width": float(first.mediabox.width) / MM, "height": float(first.mediabox.height) / MM}
        drawn = render_pdf("documents/ghi-so", {"entries": entries, "number": str(content.number), **size, **mark, **code}, qr=content.check_url or None)
        first.merge_page(PdfReader(BytesIO(drawn)).pages[0])
        out = BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError, IndexError) as broken:
        raise PdfRefused(reason=_("không ghi được số, ngày vào tệp")) from broken
    return out.getvalue()


def _code(content: Content, places: dict[str, list[float]]) -> dict[str, Any]:
    """Where the code by which anybody checks the document goes, if it bears one and has room for it."""
    spot = places.get("code")
    if not spot or not content.check_url:
        return {}
    return {"code": {"left": spot[0], "top": spot[1], "text": "Mã kiểm tra văn bản"}}


def page_count(pdf: bytes) -> int:
    """How many pages; raises PdfRefused."""
    try:
        return len(PdfReader(BytesIO(pdf)).pages)
    except (PyPdfError, ValueError, KeyError) as broken:
        raise PdfRefused(reason=_("không đọc được số trang")) from broken


def require_plain(pdf: bytes) -> None:
    """Refuse a PDF that carries programs: what is signed must say the same to everybody. Raises PdfRefused."""
    try:
        root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
        names = root.get("/Names", {})
        opening = root.get("/OpenAction", {})
        action = opening.get("/S") if hasattr(opening, "get") else None
        scripted = "/JavaScript" in names or "/AA" in root or action in {"/JavaScript", "/Launch"}
    except (PyPdfError, ValueError, KeyError, AttributeError) as broken:
        raise PdfRefused(reason=_("không đọc được nội dung")) from broken
    if scripted:
        raise PdfRefused(reason=_("tệp có mã lệnh chạy kèm"))
