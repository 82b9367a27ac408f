"""The register of outgoing documents and how symbols are written."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.forms.outgoing import AddressForm, SymbolForm
from congso.domains.documents.models import AddressLine, SymbolRule
from congso.domains.documents.outgoing_register import (
    COLUMNS,
    books,
    gaps,
    open_book,
    page_of_book,
    register_pdf,
    register_xlsx,
)
from congso.domains.documents.policies import REGISTER, SEE_ALL
from congso.domains.documents.services.outgoing import AddressIn, set_address, set_symbol_rule
from congso.domains.documents.services.taking import note_outgoing_book_taken
from congso.domains.documents.views.book_answers import as_excel_file, as_pdf_file
from congso.foundation.numbering.models import NumberBook
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import ask
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 12 else None


def _book(request: HttpRequest) -> NumberBook:
    found = _number(request.GET.get("so"))
    if found is None:
        raise NotVisible
    return open_book(actor_of(request), found)


@require_GET
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """A book with its ten columns, newest number first, and the numbers that are missing."""
    viewer = actor_of(request)
    if not viewer.may(SEE_ALL):
        raise NotAllowed
    choices = books(viewer)
    wanted = _number(request.GET.get("so")) or (choices[0][0] if choices else None)
    book = open_book(viewer, wanted) if wanted else None
    lines, newer, older = page_of_book(
        book, after=_number(request.GET.get("after")), before=_number(request.GET.get("before"))
    ) if book else ([], None, None)  # fmt: skip
    headings = [_(column.heading) for column in COLUMNS]
    rows = [(line, list(zip(headings, line.cells, strict=True))) for line in lines]
    context = {"choices": choices, "book": book, "rows": rows, "headings": headings, "newer": newer, "older": older,
               "gaps": gaps(book) if book else [], "keeps_secret": viewer.may(REGISTER)}  # fmt: skip
    return render(request, "documents/out_register.html", context)


@require_GET
@login_required
def register_as_pdf(request: HttpRequest) -> HttpResponse:
    """The book on A4 landscape."""
    book = _book(request)
    content = register_pdf(book)
    note_outgoing_book_taken(actor=actor_of(request), book=book, kind="pdf")
    return as_pdf_file(content, f"so-van-ban-di-{book.period}")


@require_GET
@login_required
def register_as_excel(request: HttpRequest) -> FileResponse:
    """The book as an Excel file."""
    book, stream = _book(request), BytesIO()
    register_xlsx(book, stream)
    note_outgoing_book_taken(actor=actor_of(request), book=book, kind="xlsx")
    return as_excel_file(stream, f"so-van-ban-di-{book.period}")


@require_http_methods(["GET", "POST"])
@login_required
def symbols(request: HttpRequest) -> HttpResponse:
    """Abbreviations in symbols, and one book or one for each type."""
    viewer = actor_of(request)
    if not viewer.may(REGISTER):
        raise NotAllowed
    form = SymbolForm(request.POST if request.method == "POST" else None, viewer=viewer, right=REGISTER)
    if request.method == "POST" and ask(form, set_symbol_rule, actor=viewer) is not None:
        messages.success(request, _("Đã lưu cách ghi ký hiệu."))
        return redirect(reverse("documents:out_symbols"))
    return _symbols_page(request, viewer, form, AddressForm(viewer=viewer, right=REGISTER))


def _symbols_page(request: HttpRequest, viewer: Actor, form: SymbolForm, address_form: AddressForm) -> HttpResponse:
    names = tree()
    rules = [(rule, names.name(rule.unit_id)) for rule in SymbolRule.objects.order_by("unit_id", "-valid_from") if viewer.may(REGISTER, rule.unit_id)]
    lines = [(line, names.name(line.unit_id)) for line in AddressLine.objects.all() if viewer.may(REGISTER, line.unit_id)]
    context = {"form": form, "address_form": address_form, "rules": rules, "lines": lines}
    return render(request, "documents/out_symbols.html", context, status=422 if form.errors or address_form.errors else 200)


@require_POST
@login_required
def address(request: HttpRequest) -> HttpResponse:
    """How the agency is reached, at the foot of its letters from a day on."""
    viewer = actor_of(request)
    if not viewer.may(REGISTER):
        raise NotAllowed
    form = AddressForm(request.POST, viewer=viewer, right=REGISTER)
    if attempt(form, lambda values: set_address(actor=viewer, given=AddressIn(**values))):
        messages.success(request, _("Đã lưu địa chỉ."))
        return redirect(reverse("documents:out_symbols"))
    return _symbols_page(request, viewer, SymbolForm(viewer=viewer, right=REGISTER), form)
