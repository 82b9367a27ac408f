"""Try a stranger's PDF out in a process that may be ended: a file of a few kilobytes can unfold to gigabytes.

Only what came through is then judged in the web process. The process knows no settings and no database.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from io import BytesIO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader

from congso.foundation.signing.errors import PdfRefused

LARGEST = 50 * 1024 * 1024
SECONDS = 20
"""Of CPU; the wall clock gets three times as long, since other people's requests run too."""
MEMORY = 1_500 * 1024 * 1024
MOST_SIGNATURES = 50
_TOO_HEAVY = 9


def require_harmless(content: bytes) -> None:
    """Raise PdfRefused for what is too large, or takes too long or too much memory to read."""
    if len(content) > LARGEST:
        raise PdfRefused(reason=_("tệp lớn hơn 50 MB"), field="upload")
    if b"%PDF-" not in content[:1024]:
        raise PdfRefused(reason=_("không phải tệp PDF"), field="upload")
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__], input=content, timeout=3 * SECONDS, capture_output=True
        )
    except subprocess.TimeoutExpired as slow:
        raise PdfRefused(reason=_("tệp quá phức tạp để kiểm tra"), field="upload") from slow
    if done.returncode < 0 or done.returncode == _TOO_HEAVY:
        raise PdfRefused(reason=_("tệp quá phức tạp để kiểm tra"), field="upload")


def _read_all(content: bytes) -> None:
    """Do what the judgement will do with the file: unfold it, hash it, compare its revisions."""
    for signature in list(PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures)[
        :MOST_SIGNATURES
    ]:
        signature.compute_integrity_info()


def main() -> int:
    """Read the file from the standard input; a fault other than weight ends it too, and is told by the judgement itself."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        _read_all(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        return _TOO_HEAVY
    return 0


if __name__ == "__main__":
    sys.exit(main())
