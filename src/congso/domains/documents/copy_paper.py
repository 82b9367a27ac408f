"""The paper of a certified copy: pages of the source, and on paper the block below them (NĐ 30/2020, Phụ lục I, Mẫu 3.1, 3.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from congso.domains.documents.errors_copies import CopyRefused
from congso.domains.documents.layout import date_words, ended
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import letterhead
from congso.foundation.signing.facade import Place

FIELD = "BanSao"
_MM = 72 / 25.4
_WIDE, _HIGH, _EDGE = 70.0, 14.0, 5.0
"""Room for three lines of 10 points at the top right, in mm."""
_MOST = 500


@dataclass(frozen=True)
class Block:
    """What stands under the line on a paper copy."""

    unit_id: int
    kind: str
    number: str
    on: date
    powers: Sequence[str]
    signer: str
    recipients: Sequence[str] = field(default_factory=list)


def page_numbers(typed: str, count: int) -> list[int]:
    """``1-2, 5`` as page numbers of a document with ``count`` pages. Raises CopyRefused."""
    found: list[int] = []
    for part in re.split(r"[,;\s]+", typed.strip()):
        match = re.fullmatch(r"(\d{1,3})(?:[-–](\d{1,3}))?", part)
        if match is None:
            raise CopyRefused(field="pages", reason=_("trang ghi như 1-2, 5"))
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    if not found or min(found) < 1 or max(found) > count:
        raise CopyRefused(field="pages", reason=_("văn bản chỉ có %(count)d trang") % {"count": count})
    return sorted(set(found))


def pages_of(pdf: bytes, pages: str) -> bytes:
    """The source's pages alone, without its signatures, which do not hold for a part. Raises CopyRefused."""
    try:
        reader = PdfReader(BytesIO(pdf))
        if len(reader.pages) > _MOST:
            raise CopyRefused(reason=_("văn bản quá nhiều trang"))
        writer = PdfWriter()
        for number in page_numbers(pages, len(reader.pages)) if pages else range(1, len(reader.pages) + 1):
            writer.add_page(reader.pages[number - 1])
        out = BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError) as broken:
        raise CopyRefused(reason=_("không đọc được các trang của tệp")) from broken
    return out.getvalue()


def place_of(pdf: bytes) -> Place:
    """Top right of the first page (NĐ 30/2020, Phụ lục I, mục II, phần I, khoản 8)."""
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    width = float(box.width) / _MM
    return Place(FIELD, 1, max(width - _WIDE - _EDGE, 0), _EDGE, min(_WIDE, width), _HIGH)


def on_paper(pdf: bytes, block: Block) -> bytes:
    """The pages with a last one that says what copy it is, to be printed, signed and sealed."""
    head = letterhead(block.unit_id, block.on)
    data = {
        "parent": head.parent, "agency": head.agency, "place": head.place, "date": date_words(block.on, year=block.on.year),
        "kind": block.kind.upper(), "number": block.number, "powers": list(block.powers), "signer": block.signer,
        "recipients": ended(block.recipients),
    }  # fmt: skip
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.append(PdfReader(BytesIO(render_pdf("documents/ban-sao", data))))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
