"""Screens of what goes to the archive."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.errors import NotVisible
from congso.domains.records.forms.handing import AnswerForm, HandoverForm
from congso.domains.records.papers import handover_table, minutes_pdf, table_pdf
from congso.domains.records.queries.handing import (
    HandoverPage,
    due_dossiers,
    handing_units,
    handover_page,
    handovers,
)
from congso.domains.records.services import handing
from congso.domains.records.views.answers import as_excel, as_pdf, key_in
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def due(request: HttpRequest) -> HttpResponse:
    """Ended dossiers that belong into the archive, the most urgent first; put some together to be handed over."""
    actor = actor_of(request)
    units = handing_units(actor)
    typed = request.GET.get("dv", "")
    rows, older = due_dossiers(viewer=actor, unit_id=int(typed) if typed.isdecimal() and len(typed) < 12 else None, after=request.GET.get("after", ""))
    keys = [str(row.dossier.pk) for row in rows]
    form = HandoverForm(request.POST if request.method == "POST" else None, units=units, dossiers=keys)
    made = attempt(form, lambda said: handing.make_handover(
        actor=actor, unit_id=said["unit_id"], dossier_ids=said["dossiers"], condition=said["condition"])) if form.is_bound else None  # fmt: skip
    if made is not None:
        return redirect("records:handover", made.pk)
    context = {"rows": rows, "older": older, "newer": "", "form": form, "units": units, "chosen": request.POST.getlist("dossiers")}
    return render(request, "records/due.html", context, status=status_of(form))


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Hand-overs, newest first."""
    rows, older = handovers(viewer=actor_of(request), after=key_in(request, "after"))
    return render(request, "records/handovers.html", {"rows": rows, "older": older, "newer": ""})


def _show(request: HttpRequest, page: HandoverPage, line_id: int = 0, refused: AnswerForm | None = None) -> HttpResponse:
    rows = [(line, refused if line.pk == line_id and refused is not None else AnswerForm(auto_id=f"id_{line.pk}_%s")) for line in page.lines]
    return render(request, "records/handover.html", {"page": page, "handover": page.handover, "rows": rows}, status=status_of(refused))


@require_GET
@login_required
def show(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """One hand-over with what became of each dossier."""
    return _show(request, handover_page(viewer=actor_of(request), handover_id=handover_id))


@require_POST
@login_required
def send(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Send it to the archive."""
    handing.send_handover(actor=actor_of(request), handover_id=handover_id)
    messages.success(request, _("Đã nộp hồ sơ vào lưu trữ cơ quan."))
    return redirect("records:handover", handover_id)


@require_POST
@login_required
def drop(request: HttpRequest, handover_line_id: int) -> HttpResponse:
    """Take a dossier out of it again."""
    found = handing.drop_line(actor=actor_of(request), line_id=handover_line_id)
    return redirect("records:handover", found.pk)


@require_POST
@login_required
def answer(request: HttpRequest, handover_id: UUID, handover_line_id: int) -> HttpResponse:
    """The archive agrees, or gives back with the reason."""
    actor = actor_of(request)
    page = handover_page(viewer=actor, handover_id=handover_id)
    if handover_line_id not in {line.pk for line in page.lines}:
        raise NotVisible
    form = AnswerForm(request.POST, auto_id=f"id_{handover_line_id}_%s")
    if attempt(form, lambda said: handing.answer_line(actor=actor, line_id=handover_line_id, **said)):
        messages.success(request, _("Đã ghi trả lời của lưu trữ."))
        return redirect("records:handover", handover_id)
    return _show(request, page, handover_line_id, form)


_PAPERS: dict[str, Callable[[HandoverPage], bytes]] = {
    "vinh-vien": lambda page: table_pdf(handover_table(page, permanent=True)),
    "co-thoi-han": lambda page: table_pdf(handover_table(page, permanent=False)),
    "bien-ban": minutes_pdf,
}


@require_GET
@login_required
def paper(request: HttpRequest, handover_id: UUID, handover_paper: str) -> HttpResponse:
    """One of the two lists, or the minutes."""
    make = _PAPERS.get(handover_paper)
    if make is None:
        raise NotVisible
    return as_pdf(make(handover_page(viewer=actor_of(request), handover_id=handover_id)), f"nop-luu-{handover_paper}")


@require_GET
@login_required
def excel(request: HttpRequest, handover_id: UUID, handover_paper: str) -> HttpResponse:
    """One of the two lists as Excel."""
    if handover_paper not in {"vinh-vien", "co-thoi-han"}:
        raise NotVisible
    page = handover_page(viewer=actor_of(request), handover_id=handover_id)
    return as_excel(handover_table(page, permanent=handover_paper == "vinh-vien"), f"nop-luu-{handover_paper}")
