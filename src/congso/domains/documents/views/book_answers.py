"""How a book is handed out as a file: whichever book, no cache keeps it."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_pdf_file(content: bytes, name: str) -> HttpResponse:
    """The book as PDF, shown."""
    response = HttpResponse(content, content_type="application/pdf")
    _guard(response, f'inline; filename="{name}.pdf"')
    return response


def as_excel_file(stream: BytesIO, name: str) -> FileResponse:
    """The book as Excel, downloaded."""
    stream.seek(0)
    response = FileResponse(stream, content_type=EXCEL)
    _guard(response, f'attachment; filename="{name}.xlsx"')
    return response


def _guard(response: HttpResponseBase, disposition: str) -> None:
    """A book says who wrote to whom."""
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
