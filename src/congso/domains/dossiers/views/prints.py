"""Papers of a dossier as PDF, and the register on the screen."""

from __future__ import annotations

import tempfile
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from congso.core.errors import NotVisible
from congso.core.text import filename_safe
from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.domains.dossiers.printing import (
    control_slip_pdf,
    form_pdf,
    receipt_pdf,
    register_pdf,
    register_xlsx,
)
from congso.domains.dossiers.printing.register import COLUMNS, RegisterLine, RegisterQuery, register_page
from congso.domains.dossiers.printing.register_form import RegisterForm
from congso.domains.dossiers.queries.signed_forms import signed_form, signed_receipt
from congso.domains.dossiers.services.taking import note_register_taken
from congso.foundation.casework.policies import SEE, require_can_see
from congso.foundation.files.responses import file_response
from congso.foundation.web.requests import actor_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 4 * 1024 * 1024
"""An Excel file larger than this waits on disk while it is sent."""


def _guard(response: HttpResponseBase, name: str, *, inline: bool) -> None:
    """A paper holds personal data: no cache keeps it, and its name says what it is."""
    header = content_disposition_header(as_attachment=not inline, filename=filename_safe(name))
    response["Content-Disposition"] = header or "inline"
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF to be read in the browser, which nothing stores."""
    response = HttpResponse(content, content_type="application/pdf")
    _guard(response, name, inline=True)
    return response


def _dossier(request: HttpRequest, dossier_id: UUID) -> Dossier:
    found = Dossier.objects.select_related("case").filter(pk=dossier_id).first()
    if found is None:
        raise NotVisible
    require_can_see(actor_of(request), found.case)
    return found


def _received(request: HttpRequest, dossier_id: UUID) -> Dossier:
    """A dossier that the centre has received: what only waits to be checked has no receipt yet."""
    found = _dossier(request, dossier_id)
    if found.received_at is None:
        raise NotVisible
    return found


@require_GET
@login_required
def receipt(request: HttpRequest, dossier_id: UUID) -> HttpResponseBase:
    """Mẫu 01, signed where it was; ``?lien=2`` prints both copies."""
    dossier = _received(request, dossier_id)
    copies = 2 if request.GET.get("lien") == "2" else 1
    original = signed_receipt(dossier) if "lien" not in request.GET else None
    if original is not None:
        return file_response(original, name=f"Giấy tiếp nhận {dossier.code}.pdf")
    return paper(receipt_pdf(dossier, copies=copies), f"Giấy tiếp nhận {dossier.code}.pdf")


@require_GET
@login_required
def control_slip(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Mẫu 06, as far as the dossier has come."""
    dossier = _received(request, dossier_id)
    return paper(control_slip_pdf(dossier), f"Phiếu kiểm soát {dossier.code}.pdf")


@require_GET
@login_required
def form(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """A form that was issued (Mẫu 01–05, phiếu trả kết quả), signed where it was; one without a dossier is its centre's own."""
    viewer = actor_of(request)
    rows = IssuedForm.objects.select_related("dossier__case", "dossier__result")
    issued = rows.filter(pk=form_id).first()
    if issued is None:
        raise NotVisible
    if issued.dossier is not None:
        require_can_see(viewer, issued.dossier.case)
    elif not viewer.may(SEE, issued.unit_id):
        raise NotVisible
    original, name = signed_form(issued), f"{issued.get_form_display()} {issued.number}.pdf"
    return file_response(original, name=name) if original is not None else paper(form_pdf(issued), name)


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 9 else None


@require_GET
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """A book of the register, newest line first, with the columns of Mẫu 07."""
    asked = RegisterForm(actor_of(request), request.GET)
    query = asked.query()
    lines: list[RegisterLine] = []
    newer = older = None
    if query is not None:
        after, before = _number(request.GET.get("after")), _number(request.GET.get("before"))
        lines, newer, older = register_page(actor_of(request), query, after=after, before=before)
    headings = [gettext(column.heading) for column in COLUMNS]
    rows = [{"id": line.case_id, "cells": list(zip(headings, line.values, strict=True))} for line in lines]
    context = {"form": asked, "headings": headings, "rows": rows, "newer": newer, "older": older, "asked": query,
               "trail": request.GET.urlencode()}  # fmt: skip
    wrong = asked.has_books and query is None
    return render(request, "dossiers/register.html", context, status=422 if wrong else 200)


def _asked(request: HttpRequest) -> RegisterQuery:
    """The book of the address; one that cannot be read is not there."""
    query = RegisterForm(actor_of(request), request.GET).query()
    if query is None:
        raise NotVisible
    return query


@require_GET
@login_required
def register_as_pdf(request: HttpRequest) -> HttpResponse:
    """Mẫu 07 on A4 landscape."""
    query = _asked(request)
    content = register_pdf(actor_of(request), query)
    note_register_taken(actor=actor_of(request), query=query, kind="pdf")
    return paper(content, f"Sổ theo dõi hồ sơ {query.year}.pdf")


@require_GET
@login_required
def register_as_excel(request: HttpRequest) -> FileResponse:
    """Mẫu 07 as an Excel file."""
    query = _asked(request)
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    register_xlsx(actor_of(request), query, stream)
    note_register_taken(actor=actor_of(request), query=query, kind="xlsx")
    stream.seek(0)
    response = FileResponse(stream, content_type=EXCEL)
    _guard(response, f"Sổ theo dõi hồ sơ {query.year}.xlsx", inline=False)
    return response
