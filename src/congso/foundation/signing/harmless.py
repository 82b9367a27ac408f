"""Try a stranger's PDF out in a process that may be ended: a file of a few kilobytes can unfold to gigabytes.

Only what came through is then judged in the web process or by a job. The process knows no settings and no database.
"""

from __future__ import annotations

import subprocess
import sys
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
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", weighing.__name__], input=content, timeout=SECONDS, capture_output=True
        )
    except subprocess.TimeoutExpired as slow:
        raise PdfRefused(reason=_("tệp quá phức tạp để kiểm tra"), field="upload") from slow
    if done.returncode < 0 or done.returncode == weighing.TOO_HEAVY:
        raise PdfRefused(reason=_("tệp quá phức tạp để kiểm tra"), field="upload")
    if done.returncode == weighing.TOO_MANY:
        raise PdfRefused(reason=_("tệp có quá %(most)d trang") % {"most": weighing.MOST_PAGES}, field="upload")
    caches["near"].set(known, True, KEPT)


def require_harmless_pdf(content: bytes) -> None:
    """The same for a file that may be something else than a PDF, which is then let through. Raises PdfRefused."""
    if b"%PDF-" in content[:1024]:
        require_harmless(content)
