"""What senders ask of documents that came, and the registry's answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.actors import Actor
from congso.domains.documents.forms.correcting import changes_in_words
from congso.domains.documents.forms.demands import AnswerForm
from congso.domains.documents.models import Demand
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.queries_demands import demand_of, demands_of, open_demands
from congso.domains.documents.services.demanding import answer_demand
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """What senders ask back and nobody has answered."""
    return render(request, "documents/in_demands.html", {"rows": open_demands(viewer=actor_of(request))})


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, demand_id: int) -> HttpResponse:
    """Agree or refuse, then back to the document."""
    actor = actor_of(request)
    demand_of(viewer=actor, demand_id=demand_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    is_agreed = request.POST.get("agree") == "1"
    back = request.GET.get("ve", "")
    if form.is_bound and attempt(form, lambda values: answer_demand(actor=actor, demand_id=demand_id, is_agreed=is_agreed, **values)):
        messages.success(request, _("Đã đồng ý, nơi gửi được báo lại.") if is_agreed else _("Đã từ chối, nơi gửi được báo lại."))
        return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "documents:incoming_demands")
    return render(request, "documents/in_demand.html", {"form": form, "demand_id": demand_id, "back": back}, status=status_of(form))


def demands_to_show(viewer: Actor, document_id: UUID) -> list[tuple[Demand, bool, AnswerForm, list[tuple[Any, str, str]]]]:
    """For the page of a document: each demand, whether the viewer is to answer it, the form for that, the words it corrects."""
    return [
        (each, each.answered_at is None and viewer.may(REGISTER, each.agency_id), AnswerForm(auto_id=f"id_{each.pk}_%s"), changes_in_words(each))
        for each in demands_of(document_id=document_id)
    ]
