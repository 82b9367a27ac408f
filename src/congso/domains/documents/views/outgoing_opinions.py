"""Screens of opinions on a draft: whom to ask, the table of answers, one answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.forms.outgoing_opinions import (
    AnswerForm,
    GiveForm,
    OpinionsForm,
    TakeUpForm,
    WithdrawForm,
)
from congso.domains.documents.queries_opinions import OpinionPage, opinion_of_case, opinion_page, opinions_of
from congso.domains.documents.services import outgoing_opinions as services
from congso.foundation.files.responses import file_response
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def ask(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """The table of those asked, and the form to ask more."""
    actor = actor_of(request)
    table = opinions_of(actor, out_id)
    posted = request.POST if request.method == "POST" else None
    if (not table.may_ask and not table.lines) or (posted is not None and not table.may_ask):
        raise NotVisible
    form = OpinionsForm(posted, outgoing=table.outgoing, seq=table.case.seq) if table.may_ask else None
    if form is not None and form.is_bound and attempt(form, lambda values: services.ask_opinions(
            actor=actor, document_id=out_id, seen_seq=values["seq"], asked=form.asked())):  # fmt: skip
        messages.success(request, _("Đã gửi lấy ý kiến."))
        return redirect("documents:out_opinions", out_id)
    context = {"table": table, "document": table.outgoing.document, "form": form, "document_id": out_id}
    return render(request, "documents/out_opinions.html", context, status=status_of(form))


_SLUGS = frozenset({"tra-loi", "giao", "tiep-thu", "thoi"})


def _forms(page: OpinionPage, posted: tuple[Any, Any], slug: str) -> dict[str, forms.Form]:
    """What the viewer may do with this opinion, each with its form; the one that was sent has its answers."""
    row, seq, made = page.row, {"seq": page.row.case.seq}, dict[str, forms.Form]()

    def given(name: str) -> tuple[Any, Any]:
        return posted if name == slug else (None, None)

    if page.line.mine:
        made["tra-loi"] = AnswerForm(*given("tra-loi"), auto_id="id_tra-loi_%s", initial=seq)
    if page.may_assign:
        made["giao"] = GiveForm(*given("giao"), auto_id="id_giao_%s", initial=seq, opinion=row)
    if page.table.may_ask and row.answered_at is not None:
        first = {"taken_up": row.taken_up, "note": row.taken_up_note}
        made["tiep-thu"] = TakeUpForm(*given("tiep-thu"), auto_id="id_tiep-thu_%s", initial=first)
    if page.table.may_ask and row.is_open:
        made["thoi"] = WithdrawForm(*given("thoi"), auto_id="id_thoi_%s")
    return made


def _run(actor: Actor, opinion_id: int, slug: str, form: forms.Form) -> tuple[Any, str]:
    """Do what was pressed; the sentence when it is done."""
    values = form.cleaned_data
    if isinstance(form, AnswerForm):
        return services.answer_opinion(actor=actor, opinion_id=opinion_id, seen_seq=values["seq"], given=form.given()), _("Đã gửi ý kiến.")
    if slug == "giao":
        done = services.assign_opinion(actor=actor, opinion_id=opinion_id, seen_seq=values["seq"], holder_id=values["holder"], note=values["note"])
        return done, _("Đã giao góp ý.")
    if slug == "tiep-thu":
        return services.take_up_opinion(actor=actor, opinion_id=opinion_id, **values), _("Đã ghi tiếp thu, giải trình.")
    return services.withdraw_opinion(actor=actor, opinion_id=opinion_id, reason=values["reason"]), _("Đã thôi lấy ý kiến.")


@require_http_methods(["GET", "POST"])
@login_required
def opinion(request: HttpRequest, out_id: UUID, opinion_id: int) -> HttpResponse:
    """One who was asked: answer, give to an officer; for the drafter take up, take back."""
    actor = actor_of(request)
    page = opinion_page(actor, out_id, opinion_id)
    slug = request.POST.get("viec", "") if request.method == "POST" else ""
    offered = _forms(page, (request.POST, request.FILES), slug)
    if request.method == "POST" and slug not in offered:
        if slug not in _SLUGS:
            raise NotVisible
        messages.warning(request, _("Việc này đã có người làm hoặc không còn làm được; mời xem lại."))
        return redirect("documents:out_opinion", out_id, opinion_id)
    failed = offered.get(slug)
    if failed is not None and (done := attempt(failed, lambda _v: _run(actor, opinion_id, slug, failed))):
        messages.success(request, done[1])
        return redirect("documents:out_opinions" if slug in {"tiep-thu", "thoi"} else "documents:out_page", out_id)
    context = {"page": page, "row": page.row, "document": page.table.outgoing.document, "offered": offered}
    return render(request, "documents/out_opinion.html", context, status=status_of(failed))


@require_GET
@login_required
def file(request: HttpRequest, out_id: UUID, opinion_id: int) -> HttpResponseBase:
    """The file that came with an answer."""
    row = opinion_page(actor_of(request), out_id, opinion_id).row
    if row.file is None:
        raise NotVisible
    return file_response(row.file, name=row.file_name)


@require_GET
@login_required
def of_case(request: HttpRequest, opinion_case_id: UUID) -> HttpResponse:
    """From a line of the inbox to the opinion."""
    row = opinion_of_case(actor_of(request), opinion_case_id)
    return redirect("documents:out_opinion", row.outgoing_id, row.pk)
