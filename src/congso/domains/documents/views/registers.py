"""Screens of the further registers: post book, lending book, years, gaps, statistics."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.books_incoming import agencies
from congso.domains.documents.forms.registers import (
    AskCopyForm,
    CloseYearForm,
    DecideCopyForm,
    PostingForm,
    YearForm,
)
from congso.domains.documents.models import CopyLoan, Delivery, LoanState, Posting
from congso.domains.documents.policies import INSTRUCT, REGISTER
from congso.domains.documents.queries_any import line_of, require_document
from congso.domains.documents.registers import lending, posting, statistics, tables, years
from congso.domains.documents.services import registers_lending as lend
from congso.domains.documents.services.registers_posting import note_posting
from congso.domains.documents.services.registers_years import close_year, note_register_taken, open_year
from congso.domains.documents.views.book_answers import as_excel_file, as_pdf_file
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

REGISTERS = {
    "buu-dien": posting.register, "ban-luu": lending.register, "so-khuyet": years.gap_register, "thong-ke": statistics.statistics_register,
}  # fmt: skip


def _chosen(request: HttpRequest) -> tuple[YearForm, int, int]:
    """The boxes, the agency and the year; raises NotAllowed for who opens no books at all."""
    found = agencies(actor_of(request))
    if not found:
        raise NotAllowed
    form = YearForm(found, request.GET)
    if not form.is_valid():
        raise NotVisible
    return form, form.cleaned_data["co_quan"], form.cleaned_data["nam"]


def _key(request: HttpRequest) -> int | None:
    typed = request.GET.get("after", "")
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None


@require_GET
@login_required
def taken(request: HttpRequest, register_name: str, register_kind: str) -> HttpResponseBase:
    """A register as PDF or Excel; who took it is written down."""
    make = REGISTERS.get(register_name)
    if make is None or register_kind not in {"pdf", "xlsx"}:
        raise NotVisible
    actor = actor_of(request)
    _form, agency_id, year = _chosen(request)
    register = make(actor, agency_id, year)
    answer: HttpResponseBase = (as_pdf_file(tables.as_pdf(register), f"{register_name}-{year}") if register_kind == "pdf"
                                else as_excel_file(tables.as_excel(register), f"{register_name}-{year}"))  # fmt: skip
    note_register_taken(actor=actor, register=register_name, agency_id=agency_id, year=year, kind=register_kind)
    return answer


def _table(columns: Any, rows: list[tuple[Any, tuple[Any, ...]]]) -> dict[str, Any]:
    headings = [_(column.heading) for column in columns]
    return {"headings": headings, "rows": [(key, list(zip(headings, map(tables.shown, cells), strict=True))) for key, cells in rows]}


@require_GET
@login_required
def post_book(request: HttpRequest) -> HttpResponse:
    """Sổ gửi văn bản đi bưu điện, and what is still to be posted."""
    actor = actor_of(request)
    form, agency_id, year = _chosen(request)
    rows = posting.postings(actor, agency_id, year)
    after = _key(request)
    if after is not None:
        row = Posting.objects.filter(pk=after, agency_id=agency_id).first()
        rows = rows.filter(posted_on__lte=row.posted_on).exclude(posted_on=row.posted_on, pk__gte=row.pk) if row else rows
    found = list(rows[: posting.PAGE + 1])
    context = {"form": form, "waiting": posting.not_posted(actor, agency_id), "older": found[posting.PAGE - 1].pk if len(found) > posting.PAGE else "",
               "newer": "", "trail": request.GET.urlencode(), "may_write": actor.may(REGISTER, agency_id),
               **_table(posting.COLUMNS, [(row, posting.cells(row)) for row in found[: posting.PAGE]])}  # fmt: skip
    return render(request, "documents/reg_post.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def post_one(request: HttpRequest, posting_delivery_id: int) -> HttpResponse:
    """One receiver's envelopes, and the post's receipt."""
    actor = actor_of(request)
    found = Delivery.objects.select_related("document", "posting").filter(pk=posting_delivery_id).first()
    if found is None:
        raise NotVisible
    require_document(viewer=actor, document_id=found.document_id)
    if not actor.may(REGISTER, found.document.agency_id):
        raise NotAllowed
    row = Posting.objects.filter(pk=found.pk).first()
    initial = {name: getattr(row, name) for name in ("posted_on", "envelopes", "receipt_on", "note")} if row else {"posted_on": clock.today(), "envelopes": 1}
    form = PostingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and attempt(form, lambda said: note_posting(actor=actor, delivery_id=found.pk, **said)):
        messages.success(request, _("Đã ghi sổ gửi bưu điện."))
        return redirect("documents:reg_post")
    return form_page(request, form, title=_("Gửi bưu điện: %(number)s") % {"number": found.document.number_text}, intro=found.name,
                     cancel_url=reverse("documents:reg_post"))  # fmt: skip


@require_GET
@login_required
def lending_book(request: HttpRequest) -> HttpResponse:
    """Sổ sử dụng bản lưu; for others, what they asked for themselves."""
    actor = actor_of(request)
    if not agencies(actor):
        rows = lending.own_loans(actor)
        return render(request, "documents/reg_own_loans.html", {"rows": rows})
    form, agency_id, year = _chosen(request)
    loans, after = lending.loans(actor, agency_id, year), _key(request)
    found = list((loans.filter(pk__lt=after) if after else loans)[: lending.PAGE + 1])
    context = {"form": form, "older": found[lending.PAGE - 1].pk if len(found) > lending.PAGE else "", "newer": "", "trail": request.GET.urlencode(),
               "may_decide": actor.may(INSTRUCT, agency_id), "may_register": actor.may(REGISTER, agency_id), "states": LoanState,
               **_table(lending.COLUMNS, [(row, lending.cells(row)) for row in found[: lending.PAGE]])}  # fmt: skip
    return render(request, "documents/reg_lending.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def ask_copy(request: HttpRequest, loan_document_id: UUID) -> HttpResponse:
    """Ask for the kept copy of a document."""
    actor = actor_of(request)
    line = require_document(viewer=actor, document_id=loan_document_id)
    form = AskCopyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda said: lend.ask_copy(actor=actor, document_id=line.id, **said)):
        messages.success(request, _("Đã gửi đề nghị sử dụng bản lưu."))
        return redirect("documents:reg_lending")
    return form_page(request, form, title=_("Đề nghị sử dụng bản lưu"), submit=_("Gửi đề nghị"), intro=f"{line.name}: {line.subject}", cancel_url=line.url)


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: HttpRequest, loan_id: int) -> HttpResponse:
    """A leader allows or refuses."""
    actor = actor_of(request)
    loan = lending.loan_of(actor, loan_id)
    if not actor.may(INSTRUCT, loan.agency_id):
        raise NotAllowed
    form = DecideCopyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda said: lend.decide_copy(actor=actor, loan_id=loan.pk, **said)):
        messages.success(request, _("Đã ghi quyết định."))
        return redirect("documents:reg_lending")
    return form_page(request, form, title=_("Cho phép sử dụng bản lưu"), intro=f"{loan.asked_by_name}: {loan.document.number_text}, {loan.purpose}",
                     cancel_url=reverse("documents:reg_lending"))  # fmt: skip


def _moved(request: HttpRequest, loan_id: int, service: Any) -> HttpResponse:
    actor = actor_of(request)
    loan: CopyLoan = lending.loan_of(actor, loan_id)
    service(actor=actor, loan_id=loan.pk)
    messages.success(request, _("Đã ghi sổ sử dụng bản lưu."))
    return redirect("documents:reg_lending")


@require_POST
@login_required
def hand_out(request: HttpRequest, loan_id: int) -> HttpResponse:
    """The registry hands the copy out."""
    return _moved(request, loan_id, lend.hand_out_copy)


@require_POST
@login_required
def take_back(request: HttpRequest, loan_id: int) -> HttpResponse:
    """The registry takes the copy back."""
    return _moved(request, loan_id, lend.take_copy_back)


@require_GET
@login_required
def books_of_year(request: HttpRequest) -> HttpResponse:
    """Last year's books beside this year's, what to open and what to close."""
    form, agency_id, year = _chosen(request)
    return _year(request, form, agency_id, year)


def _year(request: HttpRequest, form: YearForm, agency_id: int, year: int, refused: CloseYearForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    page = years.year_page(actor, agency_id, year)
    context = {"form": form, "page": page, "before": year - 1, "agency_id": agency_id, "may_write": actor.may(REGISTER, agency_id),
               "close_form": refused or CloseYearForm(), "may_close": any(not line.is_closed for line in page.before) and year <= clock.today().year}  # fmt: skip
    return render(request, "documents/reg_year.html", context, status=status_of(refused))


@require_POST
@login_required
def open_books(request: HttpRequest) -> HttpResponse:
    """Open this year's books."""
    actor = actor_of(request)
    _form, agency_id, year = _chosen(request)
    made = open_year(actor=actor, agency_id=agency_id, year=year)
    messages.success(request, _("Đã mở %(count)d sổ năm %(year)d.") % {"count": len(made), "year": year})
    return redirect(f"{reverse('documents:reg_year')}?co_quan={agency_id}&nam={year}")


@require_POST
@login_required
def close_books(request: HttpRequest) -> HttpResponse:
    """Close the books of the year before the chosen one."""
    actor = actor_of(request)
    form, agency_id, year = _chosen(request)
    asked = CloseYearForm(request.POST)
    if attempt(asked, lambda said: (close_year(actor=actor, agency_id=agency_id, year=year - 1, **said), True)):
        messages.success(request, _("Đã khóa sổ năm %(year)d.") % {"year": year - 1})
        return redirect(f"{reverse('documents:reg_year')}?co_quan={agency_id}&nam={year}")
    return _year(request, form, agency_id, year, asked)


@require_GET
@login_required
def gaps(request: HttpRequest) -> HttpResponse:
    """Numbers missing and voided in all books of a year."""
    form, agency_id, year = _chosen(request)
    register = years.gap_register(actor_of(request), agency_id, year)
    context = {"form": form, "trail": request.GET.urlencode(), **_table(years.COLUMNS, [(None, cells) for cells in register.rows])}
    return render(request, "documents/reg_gaps.html", context)


@require_GET
@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """Statistics by unit and month; each figure opens its documents."""
    form, agency_id, year = _chosen(request)
    found = statistics.statistics(actor_of(request), agency_id, year)
    return render(request, "documents/reg_statistics.html", {"form": form, "found": found, "trail": request.GET.urlencode()})


@require_GET
@login_required
def behind_figure(request: HttpRequest) -> HttpResponse:
    """The documents behind a figure."""
    _form, agency_id, year = _chosen(request)
    asked = request.GET
    unit, month = asked.get("dv", ""), asked.get("thang", "0")
    try:
        after = UUID(asked["after"]) if asked.get("after") else None
        rows = statistics.figure_documents(actor_of(request), agency_id, year, asked.get("so", ""), unit_id=int(unit) if unit else None, month=int(month))
    except ValueError:
        raise NotVisible from None
    found, older = statistics.figure_page(rows, after)
    context = {"lines": [line_of(each) for each in found], "older": older, "newer": "", "title": statistics.FIGURES[asked["so"]], "year": year, "month": month}
    return render(request, "documents/reg_figure.html", context)
