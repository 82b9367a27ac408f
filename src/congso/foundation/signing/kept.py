"""Signatures of a file that the office keeps, judged each time its page for everybody is opened."""

from __future__ import annotations

from contextlib import suppress

from congso.foundation.files.content import PDF
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file
from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.harmless import require_harmless
from congso.foundation.signing.verifying import Finding, verify_pdf

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that are read again each time."""


def signatures_in(stored: StoredFile | None) -> list[Finding]:
    """What is found about the signatures in it; none for no file, one too large, or one that is no PDF."""
    if stored is None or stored.media_type != PDF or stored.size > LARGEST:
        return []
    with open_file(stored) as content, suppress(PdfRefused):
        pdf = content.read()
        require_harmless(pdf)
        return verify_pdf(pdf)
    return []
