"""The public follows a dossier: no login, nothing kept by browsers or search engines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from congso.domains.dossiers.forms.follow import FollowForm
from congso.domains.dossiers.queries.follow import follow_page, proof_json
from congso.domains.dossiers.services.looking_up import find_for_public
from congso.foundation.orgs.reading import unlisted
from congso.foundation.web.requests import address_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@unlisted
def find(request: HttpRequest) -> HttpResponse:
    """Find a dossier by its code and four digits."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    token = (
        attempt(form, lambda given: find_for_public(address=address_of(request), **given))
        if form.is_bound
        else None
    )
    if token:
        return redirect("follow:page", token)
    return render(request, "dossiers/follow_find.html", {"form": form}, status=status_of(form))


@require_GET
@unlisted
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Where a dossier stands."""
    return render(request, "dossiers/follow.html", {"page": follow_page(token=token)})


@require_GET
@unlisted
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """The proof of the receipt, for a program."""
    answer = JsonResponse(proof_json(token=token), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="kiem-chung.json"'
    return answer
