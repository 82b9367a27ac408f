"""Send a stored file to a browser safely."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from congso.foundation.files.content import FileWithheld
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.files.services import open_file

NO_RIGHTS = "sandbox; default-src 'none'"
"""What is uploaded may do nothing in a browser, whatever it is."""
ANYWAY = "van-tai"


def file_response(stored: StoredFile, *, name: str) -> FileResponse:
    """The file under its name, always as an attachment and without any right. Raises FileWithheld."""
    if stored.scan == ScanState.INFECTED:
        raise FileWithheld(name=name)
    response = FileResponse(open_file(stored), content_type=stored.media_type, filename=name, as_attachment=True)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NO_RIGHTS
    response["Cache-Control"] = "private, max-age=0"
    return response


def office_file_response(request: HttpRequest, stored: StoredFile, *, name: str) -> HttpResponseBase:
    """The file for an official: one that still waits for the scanner only after a warning. Raises FileWithheld."""
    if stored.scan == ScanState.WAITING and ANYWAY not in request.GET:
        return render(request, "files/warning.html", {"name": name, "anyway": f"?{ANYWAY}=1"})
    return file_response(stored, name=name)
