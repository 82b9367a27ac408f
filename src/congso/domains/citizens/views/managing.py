"""The administrator's screens: helpers of the community group, meaning of claims."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.core import clock
from congso.domains.citizens.forms import ClaimsForm, HelperForm
from congso.domains.citizens.policies import require_can_manage
from congso.domains.citizens.queries.acting import claim_mapping, helpers
from congso.domains.citizens.services import add_helper, end_helper, set_claims
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _communes() -> list[tuple[int, str]]:
    return sorted(((node.id, node.name) for node in tree().nodes.values() if node.kind == "commune"), key=lambda each: each[1])


@require_http_methods(["GET", "POST"])
@login_required
def helper_list(request: HttpRequest) -> HttpResponse:
    """Who helps people apply on the spot."""
    actor = actor_of(request)
    rows = list(helpers(viewer=actor))
    form = HelperForm(request.POST if request.method == "POST" else None, units=_communes())
    if form.is_bound and ask(form, add_helper, actor=actor) is not None:
        messages.success(request, _("Đã thêm vào danh sách."))
        return redirect("citizens:helpers")
    units = tree()
    context = {"form": form, "rows": [(row, units.name(row.unit_id)) for row in rows]}
    return render(request, "citizens/helpers.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def helper_end(request: HttpRequest, helper_id: int) -> HttpResponse:
    """Take somebody off the list."""
    end_helper(actor=actor_of(request), helper_id=helper_id)
    messages.success(request, _("Đã đưa ra khỏi danh sách."))
    return redirect("citizens:helpers")


@require_http_methods(["GET", "POST"])
@login_required
def claims_page(request: HttpRequest) -> HttpResponse:
    """What the provider's claims mean."""
    actor, now = actor_of(request), claim_mapping()
    require_can_manage(actor)
    form = ClaimsForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": clock.today(), "acr_values": now.acr_values} | now.claims,
    )
    if form.is_bound and attempt(form, lambda values: set_claims(
        actor=actor, valid_from=values["valid_from"], claims=form.claims(), acr_values=values["acr_values"])):  # fmt: skip
        messages.success(request, _("Đã lưu."))
        return redirect("citizens:claims")
    intro = _("Tên trường mà nơi cấp tài khoản định danh gửi về khi công dân đăng nhập. Tên mặc định theo VNConnect "
              "(chưa được kiểm chứng với nơi cấp).")  # fmt: skip
    return form_page(request, form, title=_("Đăng nhập công dân"), intro=intro, cancel_url=reverse("casework:inbox"))
