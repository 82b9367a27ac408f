"""Ask for a dossier: at the counter before it is there, and on its own page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.domains.dossiers.facade import Dossier
from congso.domains.lookups.enums import WITH_DATA
from congso.domains.lookups.forms import CounterLookupForm, LookupForm, VerifyForm
from congso.domains.lookups.policies import require_at_counter
from congso.domains.lookups.queries.looking import dossier_to_ask, lookups_of
from congso.domains.lookups.services.asking import Result, look_up_at_counter, look_up_for_dossier
from congso.domains.lookups.services.verifying import verify_paper
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_POST
@login_required
def at_counter(request: HttpRequest) -> HttpResponse:
    """Ask for the dossier being taken in; htmx takes the part with the answer out of the page."""
    actor, form = actor_of(request), CounterLookupForm(request.POST)
    require_at_counter(actor)
    result = attempt(form, lambda values: look_up_at_counter(
        actor=actor, intake_key=values["key"], service=values["service"], query=form.query()))  # fmt: skip
    context = {"form": form, "result": result, "is_open": True, "publication": form["publication"].value(), "key": form["key"].value()}
    return render(request, "lookups/at_counter.html", context, status=200 if result else status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def for_dossier(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Ask for a dossier; the answer stands on the page, with the papers it may be noted on."""
    actor = actor_of(request)
    dossier = dossier_to_ask(viewer=actor, dossier_id=dossier_id)
    initial = {"number": dossier.applicant_number, "name": dossier.applicant_name, "purpose": _purpose(dossier)}
    form = LookupForm(request.POST if request.method == "POST" else None, initial=initial)
    result = None
    if form.is_bound:
        result = attempt(form, lambda values: look_up_for_dossier(
            actor=actor, dossier_id=dossier_id, service=values["service"], query=form.query()))  # fmt: skip
    return _page(request, dossier, form, result)


def _purpose(dossier: Dossier) -> str:
    return _("Giải quyết thủ tục: %(name)s") % {"name": dossier.procedure_name[:250]}


def _page(request: HttpRequest, dossier: Dossier, form: LookupForm, result: Result | None, verify: VerifyForm | None = None) -> HttpResponse:
    found = result is not None and result.lookup.outcome in WITH_DATA
    if verify is None and found and result is not None:
        verify = VerifyForm(initial={"lookup": result.lookup.pk}, papers=_papers(dossier))
    context = {"dossier": dossier, "form": form, "result": result, "verify": verify, "lookups": lookups_of(dossier)}
    bound = verify if verify is not None and verify.is_bound else form
    return render(request, "lookups/for_dossier.html", context, status=200 if result else status_of(bound))


def _papers(dossier: Dossier) -> list[tuple[int, str]]:
    return [(paper.pk, paper.name) for paper in dossier.papers.all()]


@require_POST
@login_required
def verify(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Note on a paper that it agrees."""
    actor = actor_of(request)
    dossier = dossier_to_ask(viewer=actor, dossier_id=dossier_id)
    form = VerifyForm(request.POST, papers=_papers(dossier))
    if attempt(form, lambda values: verify_paper(actor=actor, dossier_id=dossier_id, lookup_id=values["lookup"], paper_id=values["paper"])):
        messages.success(request, _("Đã ghi: giấy tờ đã đối chiếu với cơ sở dữ liệu quốc gia."))
        return redirect("dossiers:page", dossier_id)
    return _page(request, dossier, LookupForm(initial={"purpose": _purpose(dossier)}), None, form)
