"""Put the actor on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from congso.core.actors import Actor
from congso.foundation.orgs import epoch
from congso.foundation.people import sessions
from congso.foundation.people.queries import actor_for

NOBODY = Actor(account_id=None, name="")


def _actor(request: HttpRequest) -> Actor:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    account_id = request.user.pk if request.user.is_authenticated else None
    return actor_for(account_id) if account_id is not None else NOBODY


def _forget() -> None:
    epoch.know(None)
    sessions.forget()


class ActorMiddleware:
    """``request.actor``: who acts, with seats and rights; nothing is asked for one who brings no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget what the thread's last request knew, then answer."""
        _forget()
        try:
            request.actor = _actor(request)  # type: ignore[attr-defined]
            return self.get_response(request)
        finally:
            _forget()


class TemporaryPasswordMiddleware:
    """Who came in with a password an administrator gave changes it before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page of the password; that page, leaving and the look of the screen stay open."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and getattr(request.user, "must_change_password", False):
            allowed = {reverse("account_change_password"), reverse("account_logout"), reverse("web:theme"), reverse("web:language")}
            if request.path not in allowed:
                return redirect("account_change_password")
        return self.get_response(request)
