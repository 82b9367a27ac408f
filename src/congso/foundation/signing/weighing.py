"""What ``harmless`` runs in a process of its own, which knows no Django: read PDFs as the judgement will, each in a fork that may be ended.

Asked over the standard input: the length of a file (8 bytes), the milliseconds it may take (8 bytes), the file. Answered with one
byte: 0, ``TOO_HEAVY`` or ``TOO_MANY``, 1 for another fault, which the judgement itself will tell of.
"""

from __future__ import annotations

import os
import resource
import signal
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


def _weighed(content: bytes) -> int:
    if _page_count(content) > MOST_PAGES:
        return TOO_MANY
    _judge_all(content)
    return 0


def _in_a_fork(content: bytes, milliseconds: int) -> int:
    """What the reading ends with, in a process with its own bounds; one that is killed by them was too heavy."""
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_REAL, max(milliseconds, 1) / 1000)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            os._exit(_weighed(content))
        except Exception as fault:
            raise SystemExit(TOO_HEAVY if _is_heavy(fault) else 1) from fault
    _pid, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    return ended if ended >= 0 else TOO_HEAVY


def main() -> None:
    """Answer until nobody asks any more."""
    asked = sys.stdin.buffer
    while len(head := asked.read(16)) == 16:
        content = asked.read(int.from_bytes(head[:8], "big"))
        sys.stdout.buffer.write(bytes([_in_a_fork(content, int.from_bytes(head[8:], "big"))]))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
