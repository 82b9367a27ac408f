"""How a system comes in: with a bearer key; refused as problem+json, answered with an ETag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from congso.core.errors import DomainError
from congso.domains.clients.errors import NotAClient, TokenWrong, TooManyWrong, TooOften
from congso.domains.clients.services.entering import Caller, enter, seconds_to_next_minute
from congso.domains.clients.throttling import seconds_to_next_window
from congso.entry.api.asking import problem
from congso.foundation.orgs import epoch

View = Callable[..., Any]


def refusal(error: DomainError) -> HttpResponse:
    """A refusal as problem+json, with what HTTP wants beside it."""
    answer = problem(error.status, error.code, str(error))
    if isinstance(error, NotAClient | TokenWrong):
        answer["WWW-Authenticate"] = f'Bearer realm="congso", error="{error.code}"'
    if isinstance(error, TooOften):
        answer["Retry-After"] = str(seconds_to_next_minute())
    if isinstance(error, TooManyWrong):
        answer["Retry-After"] = str(seconds_to_next_window())
    answer["Cache-Control"] = "no-store"
    return answer


def caller_of(request: HttpRequest) -> Caller:
    """The system that asks. Raises TokenWrong, TooOften."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return enter(token=token.strip()[:200] if kind.lower() == "bearer" else "")


def for_systems(view: View) -> View:
    """Let a system in, answer as JSON (201 for what was made), 304 for what it has already."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with epoch.known():
                found = view(request, caller_of(request), *args, **kwargs)
        except DomainError as error:
            return refusal(error)
        return found if isinstance(found, HttpResponseBase) else _json(request, found)

    return answer


def _json(request: HttpRequest, found: Any) -> HttpResponse:
    answer: HttpResponse = JsonResponse(found, json_dumps_params={"ensure_ascii": False}, status=201 if request.method == "POST" else 200)
    if request.method == "GET":
        tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        if tag in {each.strip() for each in request.headers.get("If-None-Match", "").split(",")}:
            answer = HttpResponse(status=304)
        answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Authorization"
    return answer


def by_method(**views: View) -> View:
    """One address, a view a method; no session is used, so no token against forged forms is asked for."""

    @csrf_exempt
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = views.get((request.method or "").lower())
        return HttpResponseNotAllowed([name.upper() for name in views]) if view is None else view(request, *args, **kwargs)

    return answer
