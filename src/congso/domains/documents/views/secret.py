"""The books of secret documents: number, day, holder; only for those who keep them."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.documents.forms.secret import SecretOutgoingForm
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import agency_of
from congso.domains.documents.registers import secret, tables
from congso.domains.documents.services.secret_outgoing import (
    SecretIn,
    note_secret_book_taken,
    register_secret_outgoing,
)
from congso.domains.documents.views.book_answers import as_excel_file, as_pdf_file
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

BOOKS = {"den": secret.incoming_register, "di": secret.outgoing_register}


@require_http_methods(["GET", "POST"])
@login_required
def outgoing(request: HttpRequest) -> HttpResponse:
    """The book of secret documents going out, and the form of the next line."""
    actor = actor_of(request)
    agency = agency_of(actor, REGISTER)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SecretOutgoingForm(*posted, initial={"key": uuid4()})
    done = attempt(form, lambda said: register_secret_outgoing(actor=actor, given=SecretIn(agency_id=agency, **said))) if form.is_bound else None
    if done is not None:
        messages.success(request, _("Đã cấp số %(number)s, ghi vào sổ văn bản mật đi.") % {"number": done.number_text})
        return redirect("documents:out_secret")
    context = {"form": form, "rows": secret.secret_outgoing(viewer=actor, agency_id=agency), "year": clock.today().year}
    answer = render(request, "documents/out_secret.html", context, status=status_of(form))
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_GET
@login_required
def taken(request: HttpRequest, secret_book: str, register_kind: str) -> HttpResponseBase:
    """A secret book of a year as PDF or Excel; who took it is written down."""
    make = BOOKS.get(secret_book)
    if make is None or register_kind not in {"pdf", "xlsx"}:
        raise NotVisible
    actor = actor_of(request)
    agency, typed = agency_of(actor, REGISTER), request.GET.get("nam", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else clock.today().year
    register, name = make(actor, agency, year), f"so-mat-{secret_book}-{year}"
    note_secret_book_taken(actor=actor, agency_id=agency, book=f"mat-{secret_book}", year=year, kind=register_kind)
    return as_pdf_file(tables.as_pdf(register), name) if register_kind == "pdf" else as_excel_file(tables.as_excel(register), name)
