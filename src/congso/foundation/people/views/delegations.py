"""Delegation and absence cover: everybody's own, and those a head arranges."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.foundation.people import services
from congso.foundation.people.delegations import my_delegations, people_to_arrange_for, people_to_choose
from congso.foundation.people.forms import DelegateForm
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """What I gave, what I hold for others, what I arranged."""
    viewer = actor_of(request)
    context = {"rows": my_delegations(viewer=viewer), "may_give": bool(people_to_arrange_for(viewer))}
    return render(request, "people/delegations.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def give_page(request: HttpRequest) -> HttpResponse:
    """Hand work to somebody for some days."""
    actor = actor_of(request)
    givers = people_to_arrange_for(actor)
    if not givers:
        raise NotAllowed
    data = request.POST if request.method == "POST" else None
    form = DelegateForm(
        data, givers=givers, takers=people_to_choose(actor), initial={"starts_on": clock.today()}
    )
    if ask(form, services.delegate, actor=actor):
        messages.success(request, _("Đã ghi việc ủy quyền, trực thay."))
        return redirect("people:delegations")
    here = reverse("people:delegations")
    return form_page(request, form, title=_("Ủy quyền, cử người trực thay"), submit=_("Ghi nhận"), cancel_url=here,
                     trail=[(here, _("Ủy quyền và trực thay"))],
                     intro=_("Người làm thay xử lý được mọi việc của các vị trí người này đang giữ; nhật ký ghi rõ làm thay ai."))  # fmt: skip


@require_POST
@login_required
def revoke(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take a delegation back, or lay it down."""
    services.revoke(actor=actor_of(request), delegation_id=delegation_id)
    messages.success(request, _("Đã thu hồi."))
    return redirect("people:delegations")
