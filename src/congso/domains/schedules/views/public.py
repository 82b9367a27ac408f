"""The calendar for everybody, and the switch that opens it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.domains.schedules.queries_public import public_setting, public_week
from congso.domains.schedules.services import set_public_calendar
from congso.domains.schedules.views.asking import AGENCY, day_in, number_in
from congso.foundation.web.requests import actor_of


@require_GET
def week(request: HttpRequest, agency_code: str) -> HttpResponse:
    """A published week; nobody is asked who they are."""
    page = public_week(code=agency_code, on=day_in(request) or clock.today())
    return render(request, "schedules/public_week.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def setting(request: HttpRequest) -> HttpResponse:
    """Whether everybody may read the agency's calendar."""
    actor = actor_of(request)
    found = public_setting(viewer=actor, chosen=number_in(request, AGENCY))
    if request.method == "POST":
        is_open = request.POST.get("mo") == "1"
        set_public_calendar(actor=actor, agency_id=found.agency_id, is_open=is_open)
        messages.success(request, _("Đã công khai lịch công tác.") if is_open else _("Đã thôi công khai lịch công tác."))
        return redirect(f"{reverse('schedules:public_setting')}?{AGENCY}={found.agency_id}")
    address = str(settings.CONGSO_BASE_URL).rstrip("/") + reverse("schedules:public", args=[found.code])
    return render(request, "schedules/public_setting.html", {"setting": found, "address": address})
