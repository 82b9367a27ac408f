"""Anybody verifies a result: what it is, by whom, and whether a file is the same; no login, nothing kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from congso.domains.dossiers.queries.verifying import signatures_of, verified_result, verify_json
from congso.foundation.files.comparing import CompareForm
from congso.foundation.orgs.reading import unlisted
from congso.foundation.web.submitting import status_of


@require_http_methods(["GET", "POST"])
@unlisted
def page(request: HttpRequest, vtoken: str) -> HttpResponse:
    """The result of a code; a file sent along is compared by its SHA-256 and forgotten."""
    found = verified_result(token=vtoken)
    form = CompareForm(request.POST, request.FILES) if request.method == "POST" else CompareForm()
    sent = form.sha256
    context = {"result": found, "form": form, "sent": sent, "same": bool(sent) and sent == found.sha256,
               "findings": signatures_of(found.sha256)}  # fmt: skip
    return render(request, "dossiers/verify.html", context, status=200 if sent else status_of(form))


@require_GET
@unlisted
def proof(request: HttpRequest, vtoken: str) -> HttpResponse:
    """The proof of the approval, for a program."""
    del request
    answer = JsonResponse(verify_json(token=vtoken), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="xac-minh.json"'
    return answer
