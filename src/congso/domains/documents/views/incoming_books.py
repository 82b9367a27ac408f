"""The registers of documents coming in: on the screen, as PDF, as Excel."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.books_incoming import (
    BOOKS,
    COLUMNS,
    BookLine,
    BookQuery,
    agencies,
    book_page,
    book_pdf,
    book_xlsx,
)
from congso.domains.documents.forms.incoming_books import BookForm
from congso.domains.documents.services.taking import note_book_taken
from congso.domains.documents.views.book_answers import as_excel_file, as_pdf_file
from congso.foundation.web.requests import actor_of


def _form(actor: Actor, given: Any) -> BookForm:
    found = agencies(actor)
    if not found:
        raise NotAllowed
    return BookForm(found, given)


def _query(form: BookForm) -> BookQuery | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    return BookQuery(said["co_quan"], said["so"], said["nam"], said["tu"], said["den"], said["q"])


@require_GET
@login_required
def books(request: HttpRequest) -> HttpResponse:
    """A book, newest line first, with the decree's columns."""
    actor = actor_of(request)
    form = _form(actor, request.GET)
    query = _query(form)
    lines: list[BookLine] = []
    older = None
    if query is not None:
        after = request.GET.get("after", "")
        lines, older = book_page(
            actor, query, after=int(after) if after.isdecimal() and len(after) < 9 else None
        )
    headings = [gettext(each.heading) for each in COLUMNS[query.book]] if query else []
    rows = [{"id": line.id, "cells": list(zip(headings, line.values, strict=True))} for line in lines]
    context = {"form": form, "headings": headings, "rows": rows, "older": older, "newer": "", "trail": request.GET.urlencode(),
               "title": BOOKS[query.book] if query else ""}  # fmt: skip
    return render(request, "documents/in_books.html", context, status=200 if query else 422)


def _asked(request: HttpRequest) -> BookQuery:
    query = _query(_form(actor_of(request), request.GET))
    if query is None:
        raise NotVisible
    return query


@require_GET
@login_required
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The book on A4 landscape."""
    query = _asked(request)
    content = book_pdf(actor_of(request), query)
    note_book_taken(actor=actor_of(request), query=query, kind="pdf")
    return as_pdf_file(content, f"so-van-ban-{query.book}-{query.year}")


@require_GET
@login_required
def as_excel(request: HttpRequest) -> FileResponse:
    """The book as Excel."""
    query = _asked(request)
    stream = BytesIO()
    book_xlsx(actor_of(request), query, stream)
    note_book_taken(actor=actor_of(request), query=query, kind="xlsx")
    return as_excel_file(stream, f"so-van-ban-{query.book}-{query.year}")
