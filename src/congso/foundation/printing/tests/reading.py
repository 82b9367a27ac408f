"""Read a PDF back, as an archive or a person would."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader


def pdf_text(content: bytes) -> str:
    """All words of the paper, pages one after the other, with single spaces."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u200b", ""))


def page_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(content)).pages]
    return [(round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes]


def fonts_of(content: bytes) -> dict[str, bool]:
    """Typefaces of the paper, each with whether its outlines are inside the file."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(content)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].get_object().values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described = inner["/FontDescriptor"].get_object()
            name = str(described["/FontName"]).lstrip("/").rpartition("+")[2]
            found[name] = any(key in described for key in ("/FontFile2", "/FontFile3"))
    return found


def metadata_of(content: bytes) -> str:
    """The XMP metadata, where a PDF says what standard it keeps."""
    root: Any = PdfReader(io.BytesIO(content)).trailer["/Root"]
    return str(root["/Metadata"].get_object().get_data().decode())
