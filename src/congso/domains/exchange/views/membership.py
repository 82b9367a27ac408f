"""Our agencies at an axis."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.exchange.errors import AxisRefusedAgency, AxisSilent
from congso.domains.exchange.forms import EndAtAxisForm
from congso.domains.exchange.queries import connection_of
from congso.domains.exchange.services.membership import (
    OwnAgency,
    end_at_axis,
    own_agencies,
    register_at_axis,
)
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def own_list(request: HttpRequest, connection_id: int) -> HttpResponse:
    """How each of our agencies stands there; the axis is asked now."""
    actor = actor_of(request)
    connection = connection_of(viewer=actor, connection_id=connection_id)
    rows, trouble = _rows(request, connection_id)
    trail = [(reverse("exchange:connections"), _("Kết nối liên thông"))]
    return render(request, "exchange/own_agencies.html", {"connection": connection, "rows": rows, "trouble": trouble, "trail": trail})


def _rows(request: HttpRequest, connection_id: int) -> tuple[list[OwnAgency], str]:
    try:
        return own_agencies(viewer=actor_of(request), connection_id=connection_id), ""
    except (AxisSilent, AxisRefusedAgency) as silent:
        return [], str(silent)


@require_POST
@login_required
def register(request: HttpRequest, connection_id: int, unit_id: int) -> HttpResponse:
    """Ask that one take part."""
    state = register_at_axis(actor=actor_of(request), connection_id=connection_id, unit_id=unit_id)
    words = _("Đơn vị đã tham gia trục.") if state == "approved" else _("Đã gửi đề nghị; người quản trị trục sẽ duyệt.")
    messages.success(request, words)
    return redirect("exchange:own_agencies", connection_id)


@require_http_methods(["GET", "POST"])
@login_required
def end(request: HttpRequest, connection_id: int, code: str) -> HttpResponse:
    """Tell the axis that one takes part no longer."""
    actor = actor_of(request)
    connection = connection_of(viewer=actor, connection_id=connection_id)
    form = EndAtAxisForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: end_at_axis(actor=actor, connection_id=connection_id, code=code, **values) or "done"):
        messages.success(request, _("Trục đã ghi nhận đơn vị ngừng tham gia."))
        return redirect("exchange:own_agencies", connection_id)
    back = reverse("exchange:own_agencies", args=[connection_id])
    trail = [(reverse("exchange:connections"), _("Kết nối liên thông")), (back, connection.name)]
    intro = _("Có đơn vị kế thừa: gói tin đi tới đơn vị ấy. Không có: đơn vị bị khóa trên trục, nơi gửi nhận được lý do. Không gì bị xóa.")
    return form_page(request, form, title=_("Ngừng đơn vị %(code)s trên trục") % {"code": code}, submit=_("Ngừng tham gia"), danger=True, intro=intro,
                     cancel_url=back, trail=trail)  # fmt: skip
