"""The administrator's screens: every key of the province, and whom the office trusts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.forms import AnchorForm, EndAnchorForm
from congso.foundation.signing.policies import require_can_manage
from congso.foundation.signing.queries import STATES, all_anchors, all_keys, anchor_of
from congso.foundation.signing.services.trusting import add_anchor, end_anchor
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """Every key, by name, store and state."""
    words, store, state = (request.GET.get(name, "").strip()[:100] for name in ("q", "noi-giu", "trang-thai"))
    page = all_keys(
        viewer=actor_of(request), words=words, store=store, state=state, after=request.GET.get("after", "")
    )
    context = {
        "page": page,
        "words": words,
        "store": store,
        "state": state,
        "stores": KeyStore.choices,
        "states": STATES.items(),
    }
    return render(request, "signing/all.html", context)


@require_GET
@login_required
def anchors(request: HttpRequest) -> HttpResponse:
    """Roots that are or were trusted."""
    context = {"anchors": all_anchors(viewer=actor_of(request)), "today": clock.today()}
    return render(request, "signing/anchors.html", context)


def _trail() -> list[tuple[str, str]]:
    return [(reverse("trust:anchors"), _("Chứng thư số gốc"))]


@require_http_methods(["GET", "POST"])
@login_required
def new_anchor(request: HttpRequest) -> HttpResponse:
    """Trust a root."""
    require_can_manage(actor_of(request))
    form = AnchorForm(request.POST, request.FILES) if request.method == "POST" else AnchorForm()
    if ask(form, add_anchor, actor=actor_of(request)):
        messages.success(request, _("Đã thêm chứng thư số gốc."))
        return redirect("trust:anchors")
    return form_page(request, form, title=_("Thêm chứng thư số gốc"), cancel_url=reverse("trust:anchors"), trail=_trail(),
                     intro=_("Mọi chữ ký do cơ quan này chứng thực sẽ được coi là tin cậy."))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def close_anchor(request: HttpRequest, anchor_id: int) -> HttpResponse:
    """Trust a root no more."""
    viewer = actor_of(request)
    anchor = anchor_of(viewer=viewer, anchor_id=anchor_id)
    form = EndAnchorForm(request.POST if request.method == "POST" else None)

    def end(given: dict[str, Any]) -> bool:
        end_anchor(actor=viewer, anchor_id=anchor_id, **given)
        return True

    if attempt(form, end):
        messages.success(request, _("Đã ngừng tin cậy."))
        return redirect("trust:anchors")
    return form_page(request, form, title=_("Ngừng tin cậy %(name)s") % {"name": anchor.name}, submit=_("Ngừng tin cậy"),
                     cancel_url=reverse("trust:anchors"), trail=_trail(), danger=True)  # fmt: skip
