"""Anybody has the signatures of a PDF or an XML judged: no login, nothing kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congso.foundation.signing.forms import CheckForm
from congso.foundation.signing.harmless import require_harmless
from congso.foundation.signing.judging_xml import judge_xml
from congso.foundation.signing.throttling import require_patience
from congso.foundation.signing.verifying import Judgement, judge_pdf
from congso.foundation.signing.xades import is_xml
from congso.foundation.web.requests import address_of
from congso.foundation.web.submitting import attempt, status_of


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a PDF or an XML; say of each of its signatures by whom, when, trusted or not and why, and what changed after it."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    found = attempt(form, lambda given: _judged(request, given)) if form.is_bound else None
    name = form.cleaned_data["upload"].name if found is not None else ""
    context = {"form": form, "findings": found.findings if found else None, "stamps": found.stamps if found else [], "name": name}
    return render(
        request, "signing/check.html", context, status=200 if found is not None else status_of(form)
    )


def _judged(request: HttpRequest, given: dict[str, Any]) -> Judgement:
    require_patience(address_of(request))
    content = given["upload"].read()
    if is_xml(content):
        return Judgement(judge_xml(content), [])
    require_harmless(content)
    return judge_pdf(content)
