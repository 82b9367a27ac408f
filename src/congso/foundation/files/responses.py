"""Send a stored file to a browser safely."""

from __future__ import annotations

from django.http import FileResponse

from congso.foundation.files.content import JPEG, PDF, PNG
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file

SAFE_INLINE = frozenset({PDF, JPEG, PNG})


def file_response(stored: StoredFile, *, name: str) -> FileResponse:
    """The file under its name: shown when its kind is safe to show, else as a download."""
    inline = stored.media_type in SAFE_INLINE
    response = FileResponse(open_file(stored), content_type=stored.media_type, filename=name, as_attachment=not inline)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    response["Cache-Control"] = "private, max-age=0"
    return response
