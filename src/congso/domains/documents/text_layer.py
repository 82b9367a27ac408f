"""The text layer of a PDF, by poppler's ``pdftotext`` where it is installed; the file itself is never changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import partial
from typing import Any

LONGEST_S = 20
MEMORY_KB = 1_500_000
"""What a program may take for a stranger's file, as much as the check of signatures gets."""
LONGEST_TEXT = 400_000
MOST_PICTURES = 50
STRIP_DPI = 200
WORDS_OF_STAMPS = 200
"""A signed document with fewer letters says nothing but who signed it and when."""
_ask: Any = partial(subprocess.run, capture_output=True, timeout=LONGEST_S, check=False)


def is_available() -> bool:
    """Whether ``pdftotext`` is installed here."""
    return shutil.which("pdftotext") is not None


def bounded(command: list[str]) -> list[str]:
    """The command under a bound of memory: a file of a few kilobytes can unfold to gigabytes."""
    return ["/bin/sh", "-c", f'ulimit -v {MEMORY_KB}; exec "$0" "$@"', *command]


def _asked(program: str, arguments: list[str], content: bytes) -> bytes:
    """What one of poppler's programs says of a PDF; nothing where it is not installed, or takes too long."""
    found = shutil.which(program)
    if found is None or not content.startswith(b"%PDF-"):
        return b""
    try:
        ended = _ask(bounded([found, *arguments]), input=content)
    except subprocess.TimeoutExpired:
        return b""
    answer: bytes = ended.stdout
    return answer


def text_of(content: bytes) -> str:
    """The text that a PDF carries; empty for a scan without a text layer, a broken file, or without the program."""
    found = _asked("pdftotext", ["-enc", "UTF-8", "-eol", "unix", "-q", "-", "-"], content)
    return found.decode("utf-8", "replace")[:LONGEST_TEXT].replace("\x00", "").replace("\x0c", "\n").strip()


def has_words(content: bytes, text: str) -> bool:
    """Whether the text is the document's own: on a signed scan the few words of the signatures' pictures are not."""
    return bool(text) and not (len(text) < WORDS_OF_STAMPS and b"/ByteRange" in content)


def pages_of(content: bytes) -> int | None:
    """How many pages a PDF has; None where poppler is not installed or cannot say."""
    found = re.search(rb"^Pages:\s+(\d+)", _asked("pdfinfo", ["-"], content), re.MULTILINE)
    return min(int(found[1]), 32_000) if found else None


def picture_of(content: bytes, page: int, *, dpi: int = 80) -> bytes | None:
    """A page as PNG; None where poppler is not installed, or there is no such page."""
    if not 1 <= page <= MOST_PICTURES:
        return None
    place = str(page)
    found = _asked("pdftoppm", ["-png", "-r", str(dpi), "-f", place, "-l", place, "-singlefile", "-"], content)
    return found if found.startswith(b"\x89PNG") else None


def strip_of(content: bytes, page: int, width: float, height: float, share: tuple[float, float]) -> bytes | None:
    """A strip of a page as PNG of 200 dpi; sizes in points, from and to as shares of the height. None without poppler."""
    scale = STRIP_DPI / 72
    top, tall = round(height * share[0] * scale), max(round(height * (share[1] - share[0]) * scale), 1)
    box = ["-x", "0", "-y", str(top), "-W", str(round(width * scale)), "-H", str(tall)]
    place = str(page)
    asked = ["-png", "-cropbox", "-r", str(STRIP_DPI), "-f", place, "-l", place, *box, "-singlefile", "-"]
    found = _asked("pdftoppm", asked, content)
    return found if found.startswith(b"\x89PNG") else None
