"""How papers and tables are handed out: no cache keeps them."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from congso.domains.records.papers import Table, table_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A paper, shown."""
    return _guard(HttpResponse(content, content_type="application/pdf"), f'inline; filename="{name}.pdf"')


def as_excel(table: Table, name: str) -> HttpResponse:
    """A table as Excel, downloaded."""
    stream = BytesIO()
    table_xlsx(table, stream)
    return _guard(HttpResponse(stream.getvalue(), content_type=EXCEL), f'attachment; filename="{name}.xlsx"')


def _guard(response: HttpResponse, disposition: str) -> HttpResponse:
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def key_in(request: HttpRequest, name: str) -> UUID | None:
    """A key in the address; None for none or a broken one."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
