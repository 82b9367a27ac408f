"""Set the axis up from a table."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.loading import COLUMNS, load_table, plan_table
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of
from congso.foundation.web.tables import TableForm


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Look at what a table would change; then load it."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()), columns=", ".join(COLUMNS))
    trail = [(reverse("axis:systems"), _("Trục liên thông")), (reverse("axis:agencies"), _("Đơn vị"))]
    context = {"form": form, "plan": None, "table": "", "trail": trail}
    if form.is_bound and request.POST.get("do") == "load":
        made = attempt(form, lambda values: (load_table(actor=actor, content=values["table"]),))
        if made is not None:
            messages.success(request, _("Đã nạp bảng hệ thống, đơn vị."))
            return render(request, "axis/loaded.html", {"made": made[0], "trail": trail}) if made[0] else redirect("axis:agencies")
    plan = attempt(form, lambda values: plan_table(viewer=actor, content=values["table"])) if form.is_bound and not form.errors else None
    context |= {"plan": plan, "table": form.cleaned_data.get("table", "") if form.is_bound else ""}
    return render(request, "axis/load.html", context, status=status_of(form) if plan is None or form.errors else 200)
