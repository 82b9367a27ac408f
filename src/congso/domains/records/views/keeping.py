"""Screens of dossiers kept back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congso.domains.records.forms.handing import KeepingAnswerForm
from congso.domains.records.papers import table_pdf
from congso.domains.records.papers_keeping import keeping_table
from congso.domains.records.queries.keeping import keepings, kept_back_list, require_answerable
from congso.domains.records.services import keeping
from congso.domains.records.views.answers import as_excel, as_pdf
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def _show(request: HttpRequest, keeping_id: int = 0, refused: KeepingAnswerForm | None = None) -> HttpResponse:
    before = request.GET.get("after", "")
    rows, older = keepings(viewer=actor_of(request), before=int(before) if before.isdecimal() and len(before) < 18 else None)
    shown = [
        (row, refused if row.keeping.pk == keeping_id and refused is not None else KeepingAnswerForm(auto_id=f"id_{row.keeping.pk}_%s"))
        for row in rows
    ]
    return render(request, "records/keepings.html", {"rows": shown, "older": older, "newer": "", "failed": keeping_id}, status=status_of(refused))


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """What is asked to be kept back, and what is."""
    return _show(request)


@require_POST
@login_required
def answer(request: HttpRequest, keeping_id: int) -> HttpResponse:
    """The head of the agency agrees or refuses."""
    actor = actor_of(request)
    require_answerable(viewer=actor, keeping_id=keeping_id)
    form = KeepingAnswerForm(request.POST, auto_id=f"id_{keeping_id}_%s")
    if attempt(form, lambda said: keeping.answer_keeping(actor=actor, keeping_id=keeping_id, **said)):
        messages.success(request, _("Đã trả lời đề nghị giữ lại hồ sơ."))
        return redirect("records:keepings")
    return _show(request, keeping_id, form)


@require_POST
@login_required
def end(request: HttpRequest, keeping_id: int) -> HttpResponse:
    """Take the question back, or keep the dossier back no longer."""
    keeping.end_keeping(actor=actor_of(request), keeping_id=keeping_id)
    messages.success(request, _("Đã thôi giữ lại; hồ sơ trở lại danh sách đến hạn nộp lưu."))
    return redirect("records:keepings")


@require_GET
@login_required
def pdf(request: HttpRequest) -> HttpResponse:
    """Danh mục hồ sơ, tài liệu giữ lại."""
    return as_pdf(table_pdf(keeping_table(*kept_back_list(viewer=actor_of(request)))), "ho-so-giu-lai")


@require_GET
@login_required
def excel(request: HttpRequest) -> HttpResponse:
    """The same as Excel."""
    return as_excel(keeping_table(*kept_back_list(viewer=actor_of(request))), "ho-so-giu-lai")
