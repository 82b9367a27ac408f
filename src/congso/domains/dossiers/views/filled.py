"""The electronic form that the applicant filled in, for who may see the dossier."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.core.errors import NotVisible
from congso.domains.dossiers.queries.filled import filled_form_for, filled_pdf, filled_steps
from congso.domains.dossiers.views.prints import paper
from congso.foundation.web.requests import actor_of


@require_GET
@login_required
def filled_form(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Every answer as it was sent in."""
    form = filled_form_for(viewer=actor_of(request), dossier_id=dossier_id)
    steps = filled_steps(form)
    if not steps:
        raise NotVisible
    return render(
        request, "dossiers/filled_form.html", {"form": form, "dossier": form.dossier, "steps": steps}
    )


@require_GET
@login_required
def filled_form_pdf(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The same as the paper that is signed."""
    form = filled_form_for(viewer=actor_of(request), dossier_id=dossier_id)
    return paper(filled_pdf(form), f"{form.title[:80]} {form.dossier.code}.pdf")
