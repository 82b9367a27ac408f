"""The office answers citizens about their data."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.core.text import mask_number
from congso.domains.portal.forms_follow import AnswerErasureForm
from congso.domains.portal.models import ErasureState
from congso.domains.portal.services.erasing import answer_erasure, erasure_for, erasures
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

MOST = 100


@require_GET
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Requests to delete: those that wait, then the latest answered."""
    rows = [
        (row, mask_number(row.account.party.identity_number))
        for row in erasures(viewer=actor_of(request))[:MOST]
    ]
    return render(request, "portal/keeping/erasures.html", {"rows": rows, "now": clock.now()})


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, erasure_id: int) -> HttpResponse:
    """One request: delete, or refuse, with the legal ground."""
    actor = actor_of(request)
    row = erasure_for(viewer=actor, erasure_id=erasure_id)
    form = AnswerErasureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(
        form, lambda values: answer_erasure(actor=actor, erasure_id=erasure_id, **values)
    ):
        messages.success(request, _("Đã trả lời công dân."))
        return redirect("portal:erasures")
    context = {"row": row, "number": mask_number(row.account.party.identity_number), "form": form,
               "is_open": row.state == ErasureState.ASKED}  # fmt: skip
    return render(request, "portal/keeping/erasure.html", context, status=status_of(form))
