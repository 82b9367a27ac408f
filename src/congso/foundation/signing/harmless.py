"""Try a stranger's PDF out in a process that may be ended: a file of a few kilobytes can unfold to gigabytes.

Only what came through is then judged in the web process or by a job. The process knows no settings and no database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256

from django.core.cache import caches
from django.utils.translation import gettext as _

from congso.foundation.signing import weighing
from congso.foundation.signing.errors import PdfRefused

LARGEST = 50 * 1024 * 1024
SECONDS = 3 * weighing.SECONDS
"""By the wall clock: three times the CPU it gets, since other people's requests run too."""
KEPT = 24 * 3600
"""Seconds for which a file that came through is not tried again; it is known by its hash."""


def require_harmless(content: bytes) -> None:
    """Raise PdfRefused for what is too large, has too many pages, or takes too long or too much memory to read."""
    if len(content) > LARGEST:
        raise PdfRefused(reason=_("tệp lớn hơn 50 MB"), field="upload")
    if b"%PDF-" not in content[:1024]:
        raise PdfRefused(reason=_("không phải tệp PDF"), field="upload")
    known = f"harmless-pdf:{sha256(content).hexdigest()}"
    if caches["near"].get(known):
        return
    weight = _weigh(content)
    if weight == weighing.TOO_HEAVY:
        raise PdfRefused(reason=_("tệp quá phức tạp để kiểm tra"), field="upload")
    if weight == weighing.TOO_MANY:
        raise PdfRefused(reason=_("tệp có quá %(most)d trang") % {"most": weighing.MOST_PAGES}, field="upload")
    caches["near"].set(known, True, KEPT)


_resting: list[subprocess.Popen[bytes]] = []
"""Processes of this one that wait for the next file; each has the readers loaded and takes one file at a time."""
MOST_RESTING = 2
os.register_at_fork(after_in_child=_resting.clear)


def _rested() -> subprocess.Popen[bytes] | None:
    """One that still lives: what somebody killed while it rested says nothing of the next file."""
    while _resting:
        with suppress(IndexError):
            process = _resting.pop()
            if process.poll() is None:
                return process
    return None


def _weigh(content: bytes) -> int:
    """The answer of a process that rests, or of a new one; one that died over a file was asked too much."""
    process = _rested() or subprocess.Popen([sys.executable, "-m", weighing.__name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    answer = b""
    if process.stdin is not None and process.stdout is not None:
        try:
            process.stdin.write(len(content).to_bytes(8, "big") + (SECONDS * 1000).to_bytes(8, "big") + content)
            process.stdin.flush()
            answer = process.stdout.read(1)
        except OSError:
            answer = b""
    if answer and len(_resting) < MOST_RESTING:
        _resting.append(process)
    else:
        process.kill()
        process.wait()
    return answer[0] if answer else weighing.TOO_HEAVY


def require_harmless_pdf(content: bytes) -> None:
    """The same for a file that may be something else than a PDF, which is then let through. Raises PdfRefused."""
    if b"%PDF-" in content[:1024]:
        require_harmless(content)
