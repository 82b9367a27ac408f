"""The administrator's screens of connections."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.exchange.forms import ConnectionForm
from congso.domains.exchange.policies import require_can_manage
from congso.domains.exchange.queries import connection_of, connections
from congso.domains.exchange.services.connecting import (
    ConnectionIn,
    change_connection,
    close_connection,
    connect,
    refresh_directory,
)
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def connection_list(request: HttpRequest) -> HttpResponse:
    """To which axes we are connected, and how they do."""
    return render(request, "exchange/connections.html", {"rows": connections(viewer=actor_of(request))})


def _trail() -> list[tuple[str, str]]:
    return [(reverse("exchange:connections"), _("Kết nối liên thông"))]


@require_http_methods(["GET", "POST"])
@login_required
def new_connection(request: HttpRequest) -> HttpResponse:
    """Set up a connection."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = ConnectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: connect(actor=actor, given=ConnectionIn(**values))):
        messages.success(request, _("Đã thêm kết nối."))
        return redirect("exchange:connections")
    return form_page(request, form, title=_("Thêm kết nối trục liên thông"), cancel_url=reverse("exchange:connections"), trail=_trail())


@require_http_methods(["GET", "POST"])
@login_required
def edit_connection(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Change a connection."""
    actor = actor_of(request)
    found = connection_of(viewer=actor, connection_id=connection_id)
    given: dict[str, Any] = {name: getattr(found, name) for name in asdict(ConnectionIn("", "", "", "")) if name != "secret"}
    form = ConnectionForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and attempt(form, lambda values: change_connection(actor=actor, connection_id=connection_id, given=ConnectionIn(**values))):
        messages.success(request, _("Đã lưu kết nối."))
        return redirect("exchange:connections")
    return form_page(request, form, title=_("Sửa kết nối %(name)s") % {"name": found.name}, cancel_url=reverse("exchange:connections"), trail=_trail())


@require_POST
@login_required
def close(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Close a connection."""
    close_connection(actor=actor_of(request), connection_id=connection_id)
    messages.success(request, _("Đã đóng kết nối."))
    return redirect("exchange:connections")


@require_POST
@login_required
def refresh(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Fetch the list of agencies now."""
    count = refresh_directory(actor=actor_of(request), connection_id=connection_id)
    messages.success(request, ngettext("Danh bạ có %(count)d đơn vị.", "Danh bạ có %(count)d đơn vị.", count) % {"count": count})
    return redirect("exchange:connections")
