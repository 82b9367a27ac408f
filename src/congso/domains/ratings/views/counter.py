"""The tablet at the counter, and the page on which a clerk sets devices up."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.domains.ratings.enums import DeviceUse, Level
from congso.domains.ratings.forms import TabletForm
from congso.domains.ratings.queries import queue
from congso.domains.ratings.queries.published import uuid_or_none
from congso.domains.ratings.queries.rating_page import just_returned
from congso.domains.ratings.services import make_tablet, rate_at_counter, revoke_tablet
from congso.domains.ratings.services.tablets import tablet_of
from congso.domains.ratings.views.public import level_in
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

THANKS_S = 8
"""Seconds after which the thanks make room for the next person; nothing is lost by it (WCAG 2.2.1)."""


@never_cache
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, kiosk_unit: int, kiosk_key: str) -> HttpResponse:
    """Five large faces about the result just handed over, or about the counter."""
    if request.method == "POST":
        about = uuid_or_none(request.POST.get("about", ""))
        rate_at_counter(unit_id=kiosk_unit, key=kiosk_key, level=level_in(request), dossier_id=about)
        return redirect("ratings:kiosk_thanks", kiosk_unit, kiosk_key)
    tablet_of(kiosk_unit, kiosk_key)
    waiting = [each for each in just_returned(kiosk_unit) if not each.is_rated]
    about_latest = waiting[0] if waiting and "chung" not in request.GET else None
    context = {
        "unit": tree().name(kiosk_unit),
        "about": about_latest,
        "may_choose": bool(waiting),
        "levels": list(Level),
    }
    return render(request, "ratings/kiosk.html", context)


@never_cache
@require_GET
def thanks(request: HttpRequest, kiosk_unit: int, kiosk_key: str) -> HttpResponse:
    """Thank, and go back by itself for the next person."""
    tablet_of(kiosk_unit, kiosk_key)
    back = reverse("ratings:kiosk", args=[kiosk_unit, kiosk_key])
    answer = render(request, "ratings/kiosk_thanks.html", {"unit": tree().name(kiosk_unit), "back": back})
    answer["Refresh"] = f"{THANKS_S}; url={back}"
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def tablets(request: HttpRequest) -> HttpResponse:
    """Tablets of the viewer's counters, and one more; a new one's address is shown once."""
    viewer = actor_of(request)
    counters = queue.own_counters(viewer=viewer)
    form = TabletForm(request.POST if request.method == "POST" else None, counters=counters)
    made = attempt(form, lambda given: make_tablet(actor=viewer, **given)) if form.is_bound else None
    address = ""
    if made:
        page = "ratings:kiosk" if made[0].use == DeviceUse.RATING else "ratings:shared_setup"
        address = settings.CONGSO_BASE_URL + reverse(page, args=[made[0].unit_id, made[1]])
        form = TabletForm(counters=counters)
    units, rows = tree(), queue.tablets(viewer=viewer)
    lately = just_returned(counters[0][0]) if len(counters) == 1 else []
    context = {"rows": [(row, units.name(row.unit_id)) for row in rows[:100]], "form": form, "address": address,
               "today": clock.today(), "lately": lately}  # fmt: skip
    return render(request, "ratings/tablets.html", context, status=status_of(form))


@require_POST
@login_required
def revoke(request: HttpRequest, tablet_id: int) -> HttpResponse:
    """Take a tablet's key back."""
    revoke_tablet(actor=actor_of(request), tablet_id=tablet_id)
    messages.success(request, _("Đã thu hồi; máy này không dùng được nữa."))
    return redirect("ratings:tablets")
