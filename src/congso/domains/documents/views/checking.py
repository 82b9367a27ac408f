"""Anybody checks a document: whether it was issued, whether it holds, whether a file is the same; no login, nothing kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from congso.domains.documents.queries_checking import checked_document
from congso.foundation.files.comparing import CompareForm
from congso.foundation.orgs.reading import unlisted
from congso.foundation.web.submitting import status_of


@require_http_methods(["GET", "POST"])
@unlisted
def page(request: HttpRequest, check_token: str) -> HttpResponse:
    """The document of a code; a file sent along is compared by its SHA-256 and forgotten."""
    found = checked_document(token=check_token)
    form = CompareForm(request.POST, request.FILES) if request.method == "POST" else CompareForm()
    sent = form.sha256
    context = {"document": found, "form": form, "sent": sent, "same": bool(sent) and sent == found.sha256, "findings": found.findings}
    return render(request, "documents/check_document.html", context, status=200 if sent else status_of(form))
