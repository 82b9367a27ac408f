"""My data: for what it was used, who looked, a copy of it, a request to delete."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import DomainError, NotAllowed
from congso.domains.citizens.facade import actor_of_citizen, citizen_required
from congso.domains.parties.facade import LAW
from congso.domains.portal.forms_follow import ErasureForm
from congso.domains.portal.queries.own_data import own_data_page, who_looked
from congso.domains.portal.services.erasing import ask_erasure
from congso.domains.portal.services.exporting import KEPT_DAYS, ask_export, open_export, own_export
from congso.domains.portal.services.limiting import limits_on
from congso.domains.portal.views.apply import account_of
from congso.foundation.files.responses import NO_RIGHTS
from congso.foundation.orgs.reading import asks_once
from congso.foundation.web.submitting import attempt, status_of


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
@asks_once
def page(request: HttpRequest) -> HttpResponse:
    """Everything about my data; POST asks that something be deleted."""
    actor, account = actor_of_citizen(request), account_of(request)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: ask_erasure(actor=actor, account=account, **values)):
        messages.success(request, _("Đã gửi yêu cầu xóa; xem trả lời ở trang này."))
        return redirect("portal:data")
    context = {"page": own_data_page(viewer=actor, account=account), "form": form, "kept_days": KEPT_DAYS, "law": LAW,
               "answer_days": limits_on(clock.today()).answer_days}  # fmt: skip
    return render(request, "portal/follow/data.html", context, status=status_of(form))


@never_cache
@require_GET
@citizen_required
@asks_once
def looks(request: HttpRequest) -> HttpResponse:
    """Who of the office looked at or changed my data."""
    found = who_looked(
        viewer=actor_of_citizen(request), account=account_of(request), after=request.GET.get("after", "")
    )
    return render(request, "portal/follow/looks.html", {"page": found})


@require_POST
@citizen_required
def ask_copy(request: HttpRequest) -> HttpResponse:
    """Ask for a copy of everything."""
    try:
        ask_export(actor=actor_of_citizen(request), account=account_of(request))
        messages.success(request, _("Đã nhận yêu cầu; bản sao đang được đóng gói."))
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("portal:data")


@never_cache
@require_GET
@citizen_required
def state(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """How far a copy is, for the page that waits for it."""
    export = own_export(viewer=actor_of_citizen(request), export_id=export_id)
    return render(request, "portal/follow/export_state.html", {"export": export})


@never_cache
@require_GET
@citizen_required
def fetch(request: HttpRequest, export_id: UUID) -> FileResponse:
    """The packed copy."""
    content = open_export(actor=actor_of_citizen(request), export_id=export_id)
    answer = FileResponse(
        content, content_type="application/zip", as_attachment=True, filename="du-lieu-cua-toi.zip"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NO_RIGHTS
    answer["Cache-Control"] = "no-store, private"
    return answer
