"""The counter: one screen from the procedure's name to the receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.domains.dossiers.enums import PaperKind
from congso.domains.dossiers.forms.intake import (
    IntakeForm,
    fees_of,
    paper_groups,
    papers_of,
    parse_applicant_number,
)
from congso.domains.dossiers.pages import INTAKE
from congso.domains.dossiers.policies import RECEIVE, require_can_receive
from congso.domains.dossiers.queries.case_page import case_page
from congso.domains.dossiers.services.intake import Intake, promise, receive_dossier
from congso.domains.dossiers.services.refusing import CounterNote, ask_at_counter, refuse_at_counter
from congso.domains.parties.facade import look_up
from congso.domains.procedures.facade import Service, service, suggest
from congso.foundation.orgs.queries import tree
from congso.foundation.web.panels import around
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def counter_of(actor: Actor) -> int:
    """The centre at whose counter the clerk sits today."""
    units = tree()
    own = [seat.unit_id for seat in actor.seats if actor.may(RECEIVE, seat.unit_id) and seat.unit_id in units.nodes]
    if not own:
        require_can_receive(actor, 0)
    return own[0]


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


@require_http_methods(["GET", "POST"])
@login_required
def intake_page(request: HttpRequest) -> HttpResponse:
    """Choose a procedure; then applicant, papers, fee, due date; save gives number and receipt."""
    actor = actor_of(request)
    counter = counter_of(actor)
    chosen = _number(request.POST.get("publication", "") or request.GET.get("thu-tuc", ""))
    words = request.GET.get("q", "")[:200]
    context: dict[str, Any] = {"words": words, "centre": tree().name(counter)}
    if chosen is None:
        context["suggestions"] = suggest(viewer=actor, text=words, limit=12) if words else []
        return render(request, "dossiers/intake_choose.html", context)
    offered = service(chosen)
    if request.method == "POST" and request.POST.get("do") != "fill":
        return _save(request, actor, counter, offered, context)
    form = IntakeForm(initial={"key": uuid4(), "request_summary": offered.name[:1000]} | _found_elsewhere(request))
    return _show(request, counter, offered, form, context)


def _found_elsewhere(request: HttpRequest) -> dict[str, str]:
    """What another page has found of the applicant, to begin the form with; nothing is saved."""
    names = ("key", "identity_number", "name", "address", "phone")
    return {name: request.POST[name][:300] for name in names if request.POST.get(name)}


def _key_of(form: IntakeForm) -> UUID | None:
    try:
        return UUID(str(form["key"].value()))
    except ValueError:
        return None


def _show(
    request: HttpRequest, counter: int, offered: Service, form: IntakeForm, context: dict[str, Any]
) -> HttpResponse:
    data = request.POST if form.is_bound else None
    typed: dict[str, Any] = data.dict() if data else {}
    context |= {
        "offered": offered, "agency": tree().name(offered.agency_id), "form": form, "kinds": PaperKind.choices,
        "groups": paper_groups(offered, data, None), "due": promise(offered, counter, clock.now()),
        "fees": [(f"fee-{place}", fee, typed.get(f"fee-{place}", fee.amount)) for place, fee in enumerate(offered.fees)],
        "counter_note": {name: typed.get(name, "") for name in ("reason", "items", "contact")},
        "wanted": typed.get("do", ""), "around": around(request, INTAKE, key) if (key := _key_of(form)) else None,
    }  # fmt: skip
    return render(request, "dossiers/intake.html", context, status=status_of(form))


def _save(request: HttpRequest, actor: Actor, counter: int, offered: Service, context: dict[str, Any]) -> HttpResponse:
    form = IntakeForm(request.POST)
    wanted = request.POST.get("do", "receive")
    if wanted in {"refuse", "ask"}:
        return _give_note(request, actor, counter, offered, form, wanted, context)
    dossier = attempt(form, lambda values: receive_dossier(actor=actor, intake=_intake(request, counter, offered, form)))
    if dossier is None:
        return _show(request, counter, offered, form, context)
    for warning in form.warnings:
        messages.warning(request, warning)
    return redirect("dossiers:received", dossier.pk)


def _intake(request: HttpRequest, counter: int, offered: Service, form: IntakeForm) -> Intake:
    values = form.cleaned_data
    return Intake(
        key=values["key"], publication_id=offered.publication_id, receiving_unit_id=counter, applicant=form.applicant(),
        papers=papers_of(paper_groups(offered, request.POST, request.FILES)), channel=values["channel"],
        submitter_name=values["submitter_name"], request_summary=values["request_summary"], sets=values["sets"],
        return_method=values["return_method"], return_address=values["return_address"],
        fee_amounts=fees_of(offered, request.POST), note=values["note"],
    )  # fmt: skip


def _give_note(
    request: HttpRequest, actor: Actor, counter: int, offered: Service, form: IntakeForm, wanted: str,
    context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Instead of a receipt: the refusal (Mẫu 03), or the list of what is missing (Mẫu 02)."""
    issue = refuse_at_counter if wanted == "refuse" else ask_at_counter
    texts = {name: request.POST.get(name, "")[:5000] for name in ("reason", "items", "contact")}
    issued = attempt(form, lambda _values: issue(actor=actor, note=CounterNote(
        receiving_unit_id=counter, publication_id=offered.publication_id, applicant=form.applicant(), **texts)))  # fmt: skip
    if issued is None:
        return _show(request, counter, offered, form, context)
    return render(request, "dossiers/note_given.html", context | {"issued": issued, "offered": offered})


@require_GET
@login_required
def suggestions(request: HttpRequest) -> HttpResponse:
    """Published procedures that fit what the clerk types."""
    actor, words = actor_of(request), request.GET.get("q", "")[:200]
    found = suggest(viewer=actor, text=words, limit=12) if words.strip() else []
    return render(request, "dossiers/suggestions.html", {"suggestions": found, "words": words})


@require_GET
@login_required
def applicant_lookup(request: HttpRequest) -> JsonResponse:
    """What is known of the person with this number, to fill in the form; the look-up is logged."""
    actor = actor_of(request)
    counter_of(actor)
    try:
        number, _kind, warnings = parse_applicant_number(request.GET.get("identity_number", "")[:30])
    except InvalidInput as error:
        return JsonResponse({"error": str(error)}, status=422)
    party = look_up(actor=actor, identity_number=number, purpose="Tiếp nhận hồ sơ tại quầy")
    known = {name: getattr(party, name) for name in ("name", "address", "phone", "email")} if party else None
    return JsonResponse({"warnings": warnings, "known": known})


@require_GET
@login_required
def received_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The number, the promise and the receipt to print; then the next citizen."""
    page = case_page(viewer=actor_of(request), dossier_id=dossier_id)
    return render(request, "dossiers/received.html", {"dossier": page.dossier, "page": page})
