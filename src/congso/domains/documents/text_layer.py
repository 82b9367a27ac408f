"""The text layer of a PDF, by poppler's ``pdftotext`` where it is installed; the file itself is never changed."""

from __future__ import annotations

import re
import shutil
import subprocess

LONGEST_S = 20
LONGEST_TEXT = 400_000


def is_available() -> bool:
    """Whether ``pdftotext`` is installed here."""
    return shutil.which("pdftotext") is not None


def text_of(content: bytes) -> str:
    """The text that a PDF carries; empty for a scan without a text layer, a broken file, or without the program."""
    program = shutil.which("pdftotext")
    if program is None or not content.startswith(b"%PDF-"):
        return ""
    command = [program, "-enc", "UTF-8", "-eol", "unix", "-q", "-", "-"]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return ""
    return ended.stdout.decode("utf-8", "replace")[:LONGEST_TEXT].replace("\x00", "").replace("\x0c", "\n").strip()


def pages_of(content: bytes) -> int | None:
    """How many pages a PDF has; None where poppler is not installed or cannot say."""
    program = shutil.which("pdfinfo")
    if program is None or not content.startswith(b"%PDF-"):
        return None
    try:
        ended = subprocess.run([program, "-"], input=content, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None
    found = re.search(rb"^Pages:\s+(\d+)", ended.stdout, re.MULTILINE)
    return min(int(found[1]), 32_000) if found else None


def picture_of(content: bytes, page: int) -> bytes | None:
    """A page as PNG, by poppler's ``pdftoppm``; None where it is not installed, or there is no such page."""
    program = shutil.which("pdftoppm")
    if program is None or not content.startswith(b"%PDF-") or not 1 <= page <= 50:
        return None
    command = [program, "-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile", "-"]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None
    return ended.stdout if ended.stdout.startswith(b"\x89PNG") else None
