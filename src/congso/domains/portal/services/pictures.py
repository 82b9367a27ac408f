"""Pictures of papers: made small for a screen, joined into one PDF, a page each."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageOps

from congso.core.errors import NotVisible
from congso.foundation.files.content import JPEG, PNG
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file

LONGEST_SIDE = 2480
"""Pixels of the longer side of a picture in a PDF: A4 at 212 dots an inch, readable and small enough to send."""
PICTURES = frozenset({JPEG, PNG})


def pdf_of(pictures: Sequence[StoredFile]) -> bytes:
    """The pictures as one PDF in their order, each upright on a page of its own."""
    pages = [_page(each) for each in pictures]
    content = BytesIO()
    pages[0].save(content, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=80)
    return content.getvalue()


def _page(stored: StoredFile) -> Image.Image:
    """A picture upright, on white, no larger than a page needs."""
    with open_file(stored) as stream:
        picture = ImageOps.exif_transpose(Image.open(stream)).convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture


def small_picture(stored: StoredFile, side: int = 240) -> bytes:
    """A small JPEG of a picture; raises NotVisible for other kinds."""
    if stored.media_type not in PICTURES:
        raise NotVisible
    with open_file(stored) as stream:
        picture = Image.open(stream)
        picture.draft("RGB", (side, side))
        small = ImageOps.exif_transpose(picture).convert("RGB")
    small.thumbnail((side, side))
    content = BytesIO()
    small.save(content, "JPEG", quality=70)
    return content.getvalue()
