"""One's own saved phrases for instructions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congso.domains.documents.queries_incoming import own_phrases
from congso.domains.documents.services.phrases import delete_phrase
from congso.foundation.web.requests import actor_of


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The phrases, each with its button."""
    return render(request, "documents/in_phrases.html", {"rows": own_phrases(actor_of(request))})


@require_POST
@login_required
def delete(request: HttpRequest, phrase_id: int) -> HttpResponse:
    """One is not wanted any more."""
    delete_phrase(actor=actor_of(request), phrase_id=phrase_id)
    messages.success(request, _("Đã xóa câu mẫu."))
    return redirect("documents:incoming_phrases")
