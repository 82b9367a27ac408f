"""The addresses of one's calendars, and what calendar programs read there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.schedules.policies import agencies_of, agency_of
from congso.domains.schedules.queries import own_feed
from congso.domains.schedules.queries_feed import feed_calendar
from congso.domains.schedules.services import make_feed, revoke_feed
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import actor_of

LEADERS = "lanh-dao"


def _sort(request: HttpRequest) -> int | None:
    """Which calendar: one's own, or the leaders' of the agency of one's first seat."""
    return agency_of(actor_of(request)) if request.POST.get("lich") == LEADERS else None


@require_http_methods(["GET", "POST"])
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Which addresses there are; a new one is shown once, on the answer to the button."""
    actor, address = actor_of(request), ""
    if request.method == "POST":
        _feed, key = make_feed(actor=actor, agency_id=_sort(request))
        address = str(settings.CONGSO_BASE_URL).rstrip("/") + reverse("schedules:feed", args=[key])
    agencies = agencies_of(actor)
    leaders = own_feed(viewer=actor, agency_id=agencies[0]) if agencies else None
    answer = render(request, "schedules/feed.html", {
        "feed": own_feed(viewer=actor), "address": address, "leaders": leaders, "of_leaders": request.POST.get("lich") == LEADERS,
        "agency": tree().name(agencies[0]) if agencies else ""})  # fmt: skip
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@login_required
def revoke(request: HttpRequest) -> HttpResponse:
    """Take the address back."""
    revoke_feed(actor=actor_of(request), agency_id=_sort(request))
    messages.success(request, _("Đã thu hồi địa chỉ lịch; các ứng dụng lịch không đọc được nữa."))
    return redirect("schedules:own_feed")


@require_GET
def feed(request: HttpRequest, feed_key: str) -> HttpResponse:
    """What a calendar program reads: the key is the right."""
    del request
    response = HttpResponse(feed_calendar(feed_key), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="lich-cong-tac.ics"'
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
