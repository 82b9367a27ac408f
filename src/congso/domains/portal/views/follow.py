"""What a citizen has sent in: drafts and dossiers, in one list and one by one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congso.domains.citizens.facade import actor_of_citizen, citizen_required
from congso.domains.dossiers.facade import own_dossier, own_dossiers
from congso.domains.portal.models import Draft
from congso.domains.portal.views.apply import account_of


@never_cache
@require_GET
@citizen_required
def my_page(request: HttpRequest) -> HttpResponse:
    """My drafts and dossiers, the latest first."""
    drafts = Draft.objects.filter(account=account_of(request), submitted_at=None)[:20]
    page = own_dossiers(viewer=actor_of_citizen(request), after=request.GET.get("after", ""))
    return render(request, "portal/my.html", {"drafts": drafts, "page": page})


@never_cache
@require_GET
@citizen_required
def dossier_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """One of my dossiers."""
    dossier = own_dossier(viewer=actor_of_citizen(request), dossier_id=dossier_id)
    return redirect("follow:page", dossier.public_token)
