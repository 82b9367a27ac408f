"""The screen of the connection."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.domains.national.client import open_connection
from congso.domains.national.forms import ConnectionForm
from congso.domains.national.policies import require_can_manage
from congso.domains.national.services.connecting import ConnectionIn, close_connection, connect
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_http_methods(["GET", "POST"])
@login_required
def connection(request: HttpRequest) -> HttpResponse:
    """Set up the connection, or change it."""
    actor = actor_of(request)
    require_can_manage(actor)
    present = open_connection()
    given = {name: getattr(present, name) for name in ("address", "account", "destination", "unit_code")} if present else None
    form = ConnectionForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and attempt(form, lambda values: connect(actor=actor, given=ConnectionIn(**values))):
        messages.success(request, _("Đã lưu kết nối. Từ nay mọi thay đổi của hồ sơ được báo lên Cổng."))
        return redirect("national:overview")
    trail = [(reverse("national:overview"), _("Cổng Dịch vụ công quốc gia"))]
    return form_page(request, form, title=_("Kết nối Cổng Dịch vụ công quốc gia"), cancel_url=reverse("national:overview"), trail=trail)


@require_POST
@login_required
def close(request: HttpRequest) -> HttpResponse:
    """Close the connection."""
    close_connection(actor=actor_of(request))
    messages.success(request, _("Đã đóng kết nối. Hồ sơ không được báo lên Cổng nữa."))
    return redirect("national:overview")
