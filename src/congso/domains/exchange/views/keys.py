"""The administrator's screens of the keys with which messages are signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.errors import NotVisible
from congso.domains.exchange.forms import KeyForm
from congso.domains.exchange.keys import all_keys, key_of
from congso.domains.exchange.policies import require_can_manage
from congso.domains.exchange.services.keying import make_key, take_key
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def key_list(request: HttpRequest) -> HttpResponse:
    """All keys with their fingerprints and last days."""
    require_can_manage(actor_of(request))
    return render(request, "exchange/keys.html", {"rows": all_keys()})


@require_http_methods(["GET", "POST"])
@login_required
def new_key(request: HttpRequest) -> HttpResponse:
    """Make a key, or take one in."""
    actor = actor_of(request)
    require_can_manage(actor)
    is_sent = request.method == "POST"
    form = KeyForm(request.POST if is_sent else None, request.FILES if is_sent else None)

    def give(values: dict[str, Any]) -> object:
        if values["container"]:
            return take_key(actor=actor, name=values["name"], container=values["container"], pin=values["pin"])
        return make_key(actor=actor, name=values["name"], organisation=values["organisation"])

    if form.is_bound and attempt(form, give):
        messages.success(request, _("Đã có khóa. Hãy đăng ký chứng thư của nó tại trục, rồi chọn khóa ở kết nối."))
        return redirect("exchange:keys")
    trail = [(reverse("exchange:connections"), _("Kết nối liên thông")), (reverse("exchange:keys"), _("Khóa ký gói tin"))]
    return form_page(request, form, title=_("Thêm khóa ký gói tin"), cancel_url=reverse("exchange:keys"), trail=trail)


@require_GET
@login_required
def certificate(request: HttpRequest, key_name: str) -> HttpResponse:
    """The certificate of a key, for the axis; raises NotVisible for no such key."""
    require_can_manage(actor_of(request))
    try:
        found = key_of(key_name)
    except ValueError:
        found = None
    if found is None:
        raise NotVisible
    return HttpResponse(found.certificate_der, content_type="application/pkix-cert",
                        headers={"Content-Disposition": f'attachment; filename="{key_name}.cer"'})  # fmt: skip
