"""Read the pictures of a document without a text layer (đọc bằng máy), by tesseract with Vietnamese, where installed.

The file is only looked at. Bounded in pages and time; one page at a time, one core.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from congso.core.text import nfc
from congso.domains.documents import text_layer

READ_DOCUMENT, READING = "congso.read_document", "reading"
"""The job, and the queue in which it waits."""
MOST_PAGES = 30
LONGEST_S = 240
AT_ONCE_S = 25
"""How long a clerk waits for the first and the last page of a file just brought in."""
PAGE_S = 40
DOTS_PER_INCH = 200
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
_ask: Any = partial(subprocess.run, capture_output=True, check=False)


@cache
def is_available() -> bool:
    """Whether tesseract with Vietnamese, and poppler to draw the pages, are installed here."""
    program = shutil.which("tesseract")
    if program is None or shutil.which("pdftoppm") is None:
        return False
    found: str = _ask([program, "--list-langs"], timeout=20).stdout.decode()
    return re.search(r"^vie$", found, re.MULTILINE) is not None


def may_be_read(content: bytes) -> bool:
    """Whether it is a PDF or a picture."""
    return content.startswith((b"%PDF-", *_PICTURES))


def read_first_and_last(content: bytes) -> str:
    """What stands on the first and the last page, for the form of a file just brought in."""
    pages = text_layer.pages_of(content) or 1
    return read_pages(content, sorted({1, pages}), seconds=AT_ONCE_S)


def read_all(content: bytes) -> str:
    """What stands on the pages, up to the thirtieth."""
    pages = text_layer.pages_of(content) or 1
    return read_pages(content, range(1, min(pages, MOST_PAGES) + 1), seconds=LONGEST_S)


def read_pages(content: bytes, pages: Sequence[int], *, seconds: float) -> str:
    """The words of these pages as far as the time allows; empty where it cannot be read here."""
    if not may_be_read(content) or not is_available():
        return ""
    end, texts = time.monotonic() + seconds, []
    for page in pages:
        left = end - time.monotonic()
        if left <= 1:
            break
        texts.append(_read_page(content, page, min(left, PAGE_S)))
    return nfc("\n".join(each for each in texts if each))[: text_layer.LONGEST_TEXT]


def _read_page(content: bytes, page: int, seconds: float) -> str:
    try:
        picture = drawn(content, page, seconds)
        if not picture:  # a file that cannot be drawn: reading nothing would still load the whole language
            return ""
        command = [shutil.which("tesseract"), "stdin", "stdout", "-l", "vie", "--psm", "4"]
        ended = _ask(command, input=picture, timeout=seconds, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
    except subprocess.TimeoutExpired:
        return ""
    found: bytes = ended.stdout
    return found.decode("utf-8", "replace").replace("\x00", "").replace("\x0c", "\n").strip()


def drawn(content: bytes, page: int, seconds: float) -> bytes:
    """The page as a grey picture; a picture is one already."""
    if content.startswith(_PICTURES):
        return content
    place = str(page)
    command = [shutil.which("pdftoppm") or "pdftoppm", "-png", "-gray", "-r", str(DOTS_PER_INCH), "-f", place, "-l", place, "-singlefile", "-"]
    drawn: bytes = _ask(text_layer.bounded(command), input=content, timeout=seconds).stdout
    return drawn
