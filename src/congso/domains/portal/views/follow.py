"""What a citizen has sent in: drafts and dossiers, in one list and one by one."""

from __future__ import annotations

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congso.domains.citizens.facade import actor_of_citizen, citizen_required
from congso.domains.dossiers.facade import (
    FILTERS,
    HelpedPage,
    OwnDossierPage,
    helped_dossiers,
    own_dossiers,
    own_or_helped,
)
from congso.domains.portal.forms_follow import MessageForm
from congso.domains.portal.models import Draft
from congso.domains.portal.views.apply import account_of
from congso.foundation.orgs import epoch


@never_cache
@require_GET
@citizen_required
def my_page(request: HttpRequest) -> HttpResponse:
    """My drafts and dossiers, the latest first; ``?loc=`` narrows to those in work, that need me, that are done."""
    viewer, only = actor_of_citizen(request), request.GET.get("loc", "")
    first = not only and "after" not in request.GET
    drafts = Draft.objects.filter(account=account_of(request), submitted_at=None)[:20] if first else []
    page = own_dossiers(viewer=viewer, after=request.GET.get("after", ""), only=only)
    labels = dict(zip(FILTERS, (_("Đang giải quyết"), _("Cần tôi làm"), _("Đã xong")), strict=True))
    context = {
        "drafts": drafts, "page": page, "filters": [("", _("Tất cả")), *labels.items()], "only": only,
        "helped": helped_dossiers(viewer=viewer) if first else [],
    }  # fmt: skip
    return render(request, "portal/my.html", context)


@never_cache
@require_GET
@citizen_required
def dossier_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """One of my dossiers; the helper who sent it in sees where it stands and no more."""
    viewer = actor_of_citizen(request)
    with epoch.known():
        page = own_or_helped(viewer=viewer, dossier_id=dossier_id)
        if isinstance(page, HelpedPage):
            return render(request, "portal/follow/helped.html", {"page": page})
        return show_dossier(request, page)


def show_dossier(
    request: HttpRequest, page: OwnDossierPage, form: MessageForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a dossier, perhaps with a message that was refused."""
    due = next((line for line in page.follow.payments if line.is_open), None)
    context = {
        "page": page, "dossier": page.dossier, "follow": page.follow, "message_form": form or MessageForm(),
        "pay_url": reverse("fees:pay", args=[due.token]) if due else "",
        "qr": segno.make(page.verify_url, error="m").svg_data_uri(scale=4, border=2) if page.verify_url else "",
    }  # fmt: skip
    return render(request, "portal/follow/dossier.html", context, status=status)
