"""What is taken out of a document for an extract: passages word for word, or strips of its pages (NĐ 30/2020, Điều 25 khoản 3).

A passage is compared with the source letter by letter; only the breaks of its lines may differ. Strips are for papers whose text is
a picture: nothing of the page above and below goes along.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from congso.core.text import nfc
from congso.domains.documents import text_layer
from congso.domains.documents.body_blocks import cells_of, is_row, table_block
from congso.domains.documents.errors_copies import CopyRefused

MOST_PASSAGES, MOST_STRIPS = 400, 10
_SKIP = {"kind": "skip"}
_NEW = re.compile(r"(?:Điều\s+\d|Chương\s|Mục\s+\d|PHẦN\s|Phần\s|[IVX]+\.\s|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s|[-–+•]\s|Nơi nhận|Kính gửi|Căn cứ\s)")
_ENDED = re.compile(r"[.;:!?/][”\"’)]?$")
_STRIP = re.compile(r"(\d{1,3})\s*:\s*(\d{1,3})\s*[-–]\s*(\d{1,3})\s*%?")


@dataclass(frozen=True)
class Strip:
    """A strip of a page across its whole width: from and to in hundredths of its height."""

    page: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.page}: {self.start}-{self.end}"


def passages_of(text: str) -> list[str]:
    """The paragraphs of a text layer whose lines are broken by the layout."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        words = " ".join(line.split())
        before = found[-1]
        if not words or (before and (_NEW.match(words) or _ENDED.search(before[-1]))):
            found.append([])
        if words:
            found[-1].append(words)
    return [" ".join(lines) for lines in found if lines][:MOST_PASSAGES]


def arrange(source: Sequence[str], chosen: Sequence[str]) -> list[dict[str, str]]:
    """The chosen passages as they are set, with a mark where something between them is left out.

    Raises CopyRefused for what the source does not say word for word, or says before the passage above it.
    """
    whole, pieces, at = _plain(" ".join(source)), list[dict[str, str]](), 0
    for passage in filter(None, map(_plain, chosen)):
        place = _find(whole, passage, at)
        if place is None:
            known = _find(whole, passage, 0) is not None
            reason = _("đoạn «%(text)s» đứng trước đoạn ghi ở trên; hãy xếp theo thứ tự của văn bản") if known else _(
                "đoạn «%(text)s» không đúng nguyên văn")  # fmt: skip
            raise CopyRefused(field="passages", reason=reason % {"text": _short(passage)})
        if pieces and whole[at:place].strip():
            pieces.append(_SKIP)
        pieces.append(_set(passage))
        at = place + len(passage)
    return pieces


def with_tables(pieces: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """Rows of one table that follow each other are set as a table again; without headings, for the first row may be any."""
    found: list[dict[str, Any]] = []
    for count, group in groupby(pieces, key=lambda piece: len(cells_of(piece["text"])) if is_row(piece.get("text", "")) else 0):
        same = list(group)
        if count:
            found.append(table_block([], [cells_of(piece["text"]) for piece in same]))
        else:
            found += same
    return found


def _plain(text: str) -> str:
    return " ".join(nfc(text).split())


def _find(whole: str, passage: str, start: int) -> int | None:
    """Where the passage stands, beginning and ending between words."""
    place = whole.find(passage, start)
    while place >= 0:
        end = place + len(passage)
        cut_before = place > 0 and whole[place - 1].isalnum() and passage[0].isalnum()
        cut_after = end < len(whole) and whole[end].isalnum() and passage[-1].isalnum()
        if not cut_before and not cut_after:
            return place
        place = whole.find(passage, place + 1)
    return None


def _short(passage: str) -> str:
    return passage if len(passage) <= 80 else f"{passage[:77].rpartition(' ')[0]} …"


def _set(passage: str) -> dict[str, str]:
    article = re.match(r"(Điều\s+\d+\.\s*)(.*)$", passage, re.DOTALL)
    if article:
        return {"kind": "article", "lead": article[1], "text": article[2]}
    return {"kind": "text", "lead": "", "text": passage}


def strips_of(typed: Sequence[str]) -> list[Strip]:
    """``2: 30-60`` a line, in the order of the paper. Raises CopyRefused."""
    found = []
    for line in typed:
        match = _STRIP.fullmatch(line.strip())
        strip = Strip(*map(int, match.groups())) if match else Strip(0, 0, 0)
        if strip.page < 1 or not 0 <= strip.start < strip.end <= 100:
            raise CopyRefused(field="strips", reason=_("vùng trích ghi như «2: 30-60»: trang, từ, đến phần trăm chiều cao trang"))
        found.append(strip)
    if len(found) > MOST_STRIPS:
        raise CopyRefused(field="strips", reason=_("trích nhiều nhất %(most)d vùng") % {"most": MOST_STRIPS})
    return sorted(found, key=lambda each: (each.page, each.start))


def cut_out(pdf: bytes, strips: Sequence[Strip]) -> list[dict[str, str]]:
    """The strips as pictures of 200 dpi in colour (NĐ 30/2020, Phụ lục I), with a mark where they are apart. Raises CopyRefused."""
    pieces: list[dict[str, str]] = []
    for before, strip in zip([None, *strips], strips, strict=False):
        if before is not None and not (before.page == strip.page and strip.start <= before.end):
            pieces.append(_SKIP)
        pieces.append({"kind": "picture", "svg": _as_svg(_picture(pdf, strip))})
    return pieces


def _picture(pdf: bytes, strip: Strip) -> bytes:
    try:
        reader = PdfReader(BytesIO(pdf))
        if strip.page > len(reader.pages):
            raise CopyRefused(field="strips", reason=_("văn bản chỉ có %(count)d trang") % {"count": len(reader.pages)})
        page = reader.pages[strip.page - 1]
        width, height = float(page.cropbox.width), float(page.cropbox.height)
        if page.rotation % 180:
            width, height = height, width
    except (PyPdfError, ValueError, KeyError) as broken:
        raise CopyRefused(reason=_("không đọc được các trang của tệp")) from broken
    found = text_layer.strip_of(pdf, strip.page, width, height, (strip.start / 100, strip.end / 100))
    if found is None:
        raise CopyRefused(field="strips", reason=_("máy chủ chưa có phần mềm cắt hình từ PDF (poppler)"))
    return found


def _as_svg(png: bytes) -> str:
    width, height = struct.unpack(">II", png[16:24])
    coded = base64.b64encode(png).decode()
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" href="data:image/png;base64,{coded}"/></svg>')  # fmt: skip
