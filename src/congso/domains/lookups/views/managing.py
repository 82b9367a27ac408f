"""The administrator's screens: services, connection, rules, the log."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.domains.lookups.clients.gateway import open_connection
from congso.domains.lookups.enums import Service
from congso.domains.lookups.forms import GatewayForm, KeepingForm
from congso.domains.lookups.policies import require_can_manage
from congso.domains.lookups.queries.looking import log, service_lines
from congso.domains.lookups.services.connecting import GatewayIn, connect
from congso.domains.lookups.services.keeping import set_keeping
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _trail() -> list[tuple[str, str]]:
    return [(reverse("lookups:services"), _("Cơ sở dữ liệu quốc gia"))]


@require_GET
@login_required
def services(request: HttpRequest) -> HttpResponse:
    """How each service does."""
    context = {"lines": service_lines(viewer=actor_of(request)), "connection": open_connection()}
    return render(request, "lookups/services.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def connection(request: HttpRequest) -> HttpResponse:
    """Set up the connection, or change it."""
    actor = actor_of(request)
    require_can_manage(actor)
    present = open_connection()
    given = {name: getattr(present, name) for name in ("base_url", "client_id", "unit_code")} if present else None
    form = GatewayForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and attempt(form, lambda values: connect(actor=actor, given=GatewayIn(**values))):
        messages.success(request, _("Đã lưu kết nối."))
        return redirect("lookups:services")
    return form_page(request, form, title=_("Kết nối nền tảng chia sẻ dữ liệu của tỉnh"), cancel_url=reverse("lookups:services"), trail=_trail())


@require_http_methods(["GET", "POST"])
@login_required
def keeping(request: HttpRequest) -> HttpResponse:
    """For how long answers may be kept."""
    actor = actor_of(request)
    require_can_manage(actor)
    initial = {"valid_from": clock.today(), "service": request.GET.get("dich-vu", ""), "hours": 0}
    form = KeepingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and ask(form, set_keeping, actor=actor) is not None:
        messages.success(request, _("Đã lưu thời gian lưu kết quả."))
        return redirect("lookups:services")
    intro = _("Kết quả tra cứu không được lưu nếu không có quy định cho phép. Hết thời gian này kết quả bị xóa, dòng nhật ký ở lại.")
    return form_page(request, form, title=_("Thời gian lưu kết quả tra cứu"), cancel_url=reverse("lookups:services"), trail=_trail(), intro=intro)


@require_GET
@login_required
def look_up_log(request: HttpRequest) -> HttpResponse:
    """Every look-up: who, when, for which dossier, to what end."""
    asked = request.GET
    service, alone = asked.get("dich-vu", ""), asked.get("khong-ho-so", "") == "1"
    known = service if service in Service.values else ""
    rows, older = log(viewer=actor_of(request), service=known, without_dossier=alone, before=uuid_of(asked.get("after", "")))
    context = {"rows": rows, "older": older, "services": Service.choices, "service": known, "alone": alone, "trail": _trail()}
    return render(request, "lookups/log.html", context)


def uuid_of(typed: str) -> UUID | None:
    """A key out of an address; None for what is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None
