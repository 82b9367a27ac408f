"""The shared machine: its first page, “still here”, the end."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.citizens.facade import leave
from congso.domains.ratings.enums import DeviceUse
from congso.domains.ratings.services.tablets import tablet_of
from congso.domains.ratings.sharing import COOKIE, SharedMachine, carried_key, wiped


def _machine(request: HttpRequest) -> SharedMachine:
    machine: SharedMachine | None = getattr(request, "shared_machine", None)
    if machine is None:
        raise NotVisible
    return machine


@never_cache
@require_GET
def set_up(request: HttpRequest, kiosk_unit: int, shared_key: str) -> HttpResponse:
    """Make the machine on which the address is opened a shared one, until its day or until it is taken back."""
    tablet = tablet_of(kiosk_unit, shared_key, DeviceUse.SHARED)
    leave(request)
    answer = wiped(redirect("ratings:shared"))
    days = (tablet.valid_to - clock.today()).days
    answer.set_cookie(
        COOKIE,
        carried_key(kiosk_unit, shared_key),
        max_age=days * 86400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where every visit begins: large ways to what people come for. Whoever was here before is gone."""
    machine = _machine(request)
    if not request.session.is_empty():
        return redirect(machine.end_url)
    return render(request, "ratings/shared/start.html", {"machine": machine})


@never_cache
@require_GET
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the answer to the page's question, or the question itself where no script asks it."""
    machine = _machine(request)
    if "tiep" not in request.GET:
        return HttpResponse(status=204)
    asked = request.GET["tiep"]
    back = asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else machine.start_url
    return render(request, "ratings/shared/stay.html", {"machine": machine, "back": back})


@never_cache
@require_GET
def end(request: HttpRequest) -> HttpResponse:
    """End the visit here and at the identity provider; back to the first page."""
    machine = _machine(request)
    return wiped(
        redirect(leave(request, back_to=settings.CONGSO_BASE_URL + machine.start_url) or machine.start_url)
    )
