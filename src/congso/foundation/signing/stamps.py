"""How signatures look (NĐ 30/2020, Phụ lục I): pictures without words, or words without a picture."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image

from congso.core import clock
from congso.foundation.printing.rendering import render_pdf


@lru_cache(maxsize=32)
def picture_stamp(picture: bytes, *, width: float, height: float) -> bytes:
    """The hand signature (blue) or the seal (red) as a page of ``width`` × ``height`` mm, nothing else on it."""
    wide, high = Image.open(BytesIO(picture)).size
    inside = b64encode(picture).decode()
    drawn = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
             f'<image href="data:image/png;base64,{inside}" width="{wide}" height="{high}"/></svg>')  # fmt: skip
    return _page({"picture": drawn, "lines": []}, width, height)


def words_stamp(lines: list[str], *, width: float, height: float, size: float = 10, colour: str = "#000000") -> bytes:
    """Words alone: an agency's signature on an annex or a copy (upright, 10, black)."""
    return _page({"picture": "", "lines": lines, "size": size, "colour": colour}, width, height)


def moment_words(moment: datetime) -> str:
    """The time of signing as the decree has it: ``18/3/2026 10:05:30 +07:00``."""
    local = clock.local(moment)
    return f"{local.day}/{local.month}/{local.year} {local:%H:%M:%S} +07:00"


def _page(data: dict[str, Any], width: float, height: float) -> bytes:
    return render_pdf("signing/stamp", data | {"width": width, "height": height})
