"""What ``harmless`` runs in a process of its own: read a PDF from the standard input as the judgement will; knows no Django, to start fast."""

from __future__ import annotations

import resource
import sys
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader
from pypdf.errors import LimitReachedError

SECONDS = 20
"""Of CPU."""
MEMORY = 1_500 * 1024 * 1024
MOST_SIGNATURES = 50
MOST_PAGES = 5_000
TOO_HEAVY, TOO_MANY = 9, 10


_HEAVY = (MemoryError, RecursionError, LimitReachedError)


def _page_count(content: bytes) -> int:
    """How many pages the file has; what cannot be read has none."""
    try:
        return len(PdfReader(BytesIO(content)).pages)
    except Exception as fault:
        if _is_heavy(fault):
            raise
        return 0


def _is_heavy(fault: BaseException | None) -> bool:
    """Whether a fault is one of weight, or comes from one: readers wrap what they stumbled over."""
    return fault is not None and (isinstance(fault, _HEAVY) or _is_heavy(fault.__cause__) or _is_heavy(fault.__context__))


def _judge_all(content: bytes) -> None:
    """Do what the judgement will do with the file: unfold it, hash it, compare its revisions."""
    reader = PdfFileReader(BytesIO(content), strict=False)
    if "/AcroForm" not in reader.root:  # no fields, no signatures: what reads them takes half a second to load
        return
    for signature in list(reader.embedded_regular_signatures)[:MOST_SIGNATURES]:
        signature.compute_integrity_info()


def main() -> int:
    """Read the file; a fault other than weight ends it too, and is told by the judgement itself."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        content = sys.stdin.buffer.read()
        if _page_count(content) > MOST_PAGES:
            return TOO_MANY
        _judge_all(content)
    except Exception as fault:
        if not _is_heavy(fault):
            raise
        return TOO_HEAVY
    return 0


if __name__ == "__main__":
    sys.exit(main())
