"""Look at the organisation of any day."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congso.core import clock
from congso.foundation.orgs.models import UnitKind
from congso.foundation.orgs.pages import find_units, tree_rows, unit_page
from congso.foundation.orgs.panels import panels_of
from congso.foundation.web.requests import actor_of


def day_of(request: HttpRequest) -> date:
    """The day the person asked for (``ngay=30/06/2025``); today when none or none that exists."""
    text = request.GET.get("ngay", "")
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d%m%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return clock.today()


@require_GET
@login_required
def tree_page(request: HttpRequest) -> HttpResponse:
    """The units of a day as a tree, or those that match the words."""
    viewer, on = actor_of(request), day_of(request)
    words, kind = request.GET.get("q", "")[:100], request.GET.get("loai", "")
    searching = bool(words or kind)
    context = {
        "on": on, "words": words, "kind": kind, "kinds": UnitKind.choices, "searching": searching,
        "found": find_units(viewer=viewer, on=on, words=words, kind=kind) if searching else [],
        "rows": [] if searching else tree_rows(viewer=viewer, on=on), "is_today": on == clock.today(),
    }  # fmt: skip
    return render(request, "orgs/tree.html", context)


@require_GET
@login_required
def unit_detail(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A unit with its names, places, predecessors, successors, parts and people."""
    viewer, on = actor_of(request), day_of(request)
    page = unit_page(viewer=viewer, unit_id=unit_id, on=on)
    context = {"page": page, "on": on, "is_today": on == clock.today(), "panels": panels_of(viewer, unit_id, on),
               "trail": [(reverse("orgs:tree"), _("Đơn vị"))]}  # fmt: skip
    return render(request, "orgs/unit.html", context)
