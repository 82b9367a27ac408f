"""The list of documents coming in, and registering them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.domains.documents.forms.incoming import FilterForm, RegisterForm, StubForm, UploadForm
from congso.domains.documents.models import HeldArrival
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import agency_of, may_instruct_agency
from congso.domains.documents.queries_demands import open_demand_count
from congso.domains.documents.queries_incoming import document_of_case, incoming_list, stubs, waiting_count
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.incoming_registering import (
    Arrival,
    StubIn,
    register_incoming,
    register_stub,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_GET
@login_required
def incoming(request: HttpRequest) -> HttpResponse:
    """The list: what came to the agency, or was given to one's unit."""
    actor, form = actor_of(request), FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    page = incoming_list(
        viewer=actor, shown=said.get("hien", ""), words=said.get("q", ""), after=request.GET.get("after", "")
    )
    context = {
        "form": form,
        "rows": page.rows,
        "older": page.older,
        "newer": "",
        "may_register": actor.may(REGISTER),
        "demands": open_demand_count(viewer=actor),
        "may_instruct": may_instruct_agency(actor),
    }
    return render(request, "documents/in_list.html", context)


@require_GET
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """How many wait to be registered, for the menu."""
    count = waiting_count(viewer=actor_of(request))
    return HttpResponse(str(count) if count else "", content_type="text/plain")


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Bring a file in, or begin by hand."""
    actor = actor_of(request)
    agency = agency_of(actor, REGISTER)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    held = (
        attempt(form, lambda said: hold_file(actor=actor, agency_id=agency, upload=said["upload"], further=said["further"]))
        if form.is_bound
        else None
    )
    if held is not None:
        return redirect("documents:incoming_register", held.pk)
    context = {"form": form, "hand_key": uuid4(), "agency": tree().name(agency)}
    return render(request, "documents/in_new.html", context, status=status_of(form))


def _arrival(said: dict[str, Any], key: UUID, agency_id: int, held: HeldArrival | None) -> Arrival:
    return Arrival(key=key, agency_id=agency_id, held=held, **said)


@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest, arrival_key: UUID) -> HttpResponse:
    """The line of the arrival book, with what the file says of itself in the boxes."""
    actor = actor_of(request)
    agency = agency_of(actor, REGISTER)
    held = HeldArrival.objects.select_related("stored").filter(pk=arrival_key, agency_id=agency).first()
    form = RegisterForm(request.POST if request.method == "POST" else None, held=held)
    document = attempt(form, lambda said: register_incoming(
        actor=actor, arrival=_arrival(said, arrival_key, agency, held))) if form.is_bound else None  # fmt: skip
    if document is not None:
        messages.success(
            request, _("Đã đăng ký: số đến %(number)s.") % {"number": document.incoming.arrival_text}
        )
        return redirect("documents:incoming_page", document.pk)
    twice = getattr(getattr(form, "refusal", None), "code", "") == "duplicate_arrival"
    context = {"form": form, "held": held, "twice": twice or "duplicate_confirmed" in form.data, "key": arrival_key,
               "pictures": range(1, min((held.pages or 0) if held else 0, 2) + 1)}  # fmt: skip
    return render(request, "documents/in_register.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def secret(request: HttpRequest) -> HttpResponse:
    """The separate book of secret documents: number, day, holder."""
    actor = actor_of(request)
    agency = agency_of(actor, REGISTER)
    form = StubForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    done = (
        attempt(form, lambda said: register_stub(actor=actor, stub=StubIn(agency_id=agency, **said)))
        if form.is_bound
        else None
    )
    if done is not None:
        messages.success(request, _("Đã ghi vào sổ văn bản mật đến."))
        return redirect("documents:incoming_secret")
    context = {"form": form, "rows": stubs(viewer=actor, agency_id=agency), "year": clock.today().year}
    return render(request, "documents/in_secret.html", context, status=status_of(form))


@require_GET
@login_required
def by_case(request: HttpRequest, incoming_case_id: UUID) -> HttpResponse:
    """From the inbox to the document's page."""
    return redirect(
        "documents:incoming_page", document_of_case(viewer=actor_of(request), case_id=incoming_case_id)
    )
