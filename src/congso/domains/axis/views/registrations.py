"""Agencies that systems ask to let in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.axis.forms import ReasonForm
from congso.domains.axis.queries_membership import registration_of, registrations
from congso.domains.axis.services.asking_in import approve_registration, refuse_registration
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def registration_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and what was decided last."""
    waiting, settled = registrations(viewer=actor_of(request))
    return render(request, "axis/registrations.html", {"waiting": waiting, "settled": settled, "trail": [(reverse("axis:systems"), _("Trục liên thông"))]})


@require_POST
@login_required
def approve(request: HttpRequest, registration_id: int) -> HttpResponse:
    """Let it take part."""
    row = approve_registration(actor=actor_of(request), registration_id=registration_id)
    messages.success(request, _("Đơn vị %(code)s tham gia trục từ hôm nay.") % {"code": row.code})
    return redirect("axis:registrations")


@require_http_methods(["GET", "POST"])
@login_required
def refuse(request: HttpRequest, registration_id: int) -> HttpResponse:
    """Refuse, with the reason."""
    actor = actor_of(request)
    row = registration_of(viewer=actor, registration_id=registration_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: refuse_registration(actor=actor, registration_id=registration_id, **values)):
        messages.success(request, _("Đã từ chối; hệ thống đọc được lý do khi hỏi trục."))
        return redirect("axis:registrations")
    trail = [(reverse("axis:systems"), _("Trục liên thông")), (reverse("axis:registrations"), _("Đề nghị tham gia"))]
    return form_page(request, form, title=_("Từ chối đơn vị %(code)s") % {"code": row.code}, submit=_("Từ chối"), danger=True,
                     cancel_url=reverse("axis:registrations"), trail=trail)  # fmt: skip
