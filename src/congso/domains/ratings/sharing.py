"""The machine that visitors of a one-stop centre share: whoever has gone leaves nothing behind.

The device carries the key of its address in a cookie. On it every page shows how to end; nothing is kept by the browser;
a visit without a touch ends by itself, in the server whatever the browser does (NĐ 118/2025/NĐ-CP has centres help
people at their machines; WCAG 2.2, 2.2.1: a warning first, and as much more time as wanted).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.citizens.facade import leave
from congso.domains.ratings.enums import DeviceUse
from congso.domains.ratings.services.tablets import tablet_of
from congso.foundation.orgs.queries import tree
from congso.foundation.web.context import CONTRAST_COOKIE, SIZE_COOKIE, THEME_COOKIE

COOKIE = "congso_shared"
IDLE_S = 240
"""Seconds without a touch after which a visit ends."""
WARNING_S = 60
"""Seconds before the end at which the page asks whether somebody is still there (WCAG asks for 20 at least)."""
GRACE_S = 30
"""What the server waits longer than the page counts, for a slow line."""
_SEEN = "shared_seen"
_LEFT_BEHIND = (
    THEME_COOKIE,
    SIZE_COOKIE,
    CONTRAST_COOKIE,
    "django_language",
    "messages",
    "csrftoken",
    "congso_keys",
)


@dataclass(frozen=True)
class SharedMachine:
    """What a page needs to know of the machine it stands on."""

    unit: str
    start_url: str
    end_url: str
    stay_url: str
    idle_s: int = IDLE_S
    warning_s: int = WARNING_S

    @property
    def quiet_s(self) -> int:
        """Seconds without a touch until the warning."""
        return self.idle_s - self.warning_s


class SharedMachineMiddleware:
    """``request.shared_machine`` on a shared machine; elsewhere it costs a look at the cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as on any machine, or as on a shared one: nothing kept, an old visit ended first."""
        carried = request.COOKIES.get(COOKIE)
        return self.get_response(request) if not carried else self._shared(request, carried)

    def _shared(self, request: HttpRequest, carried: str) -> HttpResponseBase:
        try:
            machine = machine_of(carried)
        except NotVisible:
            return _dismissed(request)
        request.shared_machine = machine  # type: ignore[attr-defined]
        if _is_over(request) and request.path not in {machine.end_url, machine.start_url}:
            return redirect(machine.end_url)
        answer = self.get_response(request)
        if request.path != machine.end_url and not request.session.is_empty():
            _touch(request)
        answer["Cache-Control"] = "no-store"
        return answer


def carried_key(unit_id: int, key: str) -> str:
    """What the cookie of a machine holds."""
    return f"{unit_id}.{key}"


def machine_of(carried: str) -> SharedMachine:
    """The machine of a cookie; raises NotVisible when it was taken back or its day has passed."""
    unit, _dot, key = carried.partition(".")
    if not unit.isdecimal() or len(unit) > 18:
        raise NotVisible
    tablet_of(int(unit), key, DeviceUse.SHARED)
    return SharedMachine(
        tree().name(int(unit)),
        reverse("ratings:shared"),
        reverse("ratings:shared_end"),
        reverse("ratings:shared_stay"),
    )


def _is_over(request: HttpRequest) -> bool:
    seen = request.session.get(_SEEN)
    if not seen:
        return False
    return clock.now() - datetime.fromisoformat(seen) > timedelta(seconds=IDLE_S + GRACE_S)


def _touch(request: HttpRequest) -> None:
    """Somebody is there: the session lives as long again, and no longer in the database either."""
    request.session[_SEEN] = clock.now().isoformat()
    request.session.set_expiry(IDLE_S + GRACE_S)


def _dismissed(request: HttpRequest) -> HttpResponse:
    """A machine taken back forgets its visitor and is a machine like any other."""
    leave(request)
    answer = redirect("/")
    answer.delete_cookie(COOKIE)
    return wiped(answer)


def wiped(answer: HttpResponse) -> HttpResponse:
    """Take what the visitor chose off the machine, and tell the browser to forget what pages stored."""
    for name in _LEFT_BEHIND:
        answer.delete_cookie(name)
    answer["Clear-Site-Data"], answer["Cache-Control"] = '"storage"', "no-store"
    return answer
