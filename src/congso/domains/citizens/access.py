"""Who stands at the portal: the citizen of a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.queries.acting import actor_for_citizen
from congso.foundation.audit.writing import WriteAction, record_refusal
from congso.foundation.orgs import epoch

SESSION_KEY = "citizen"
PROOF_KEY = "citizen_id_token"
"""Where the session keeps the ID token, which logging out at the provider asks for."""


def citizen_of(request: HttpRequest) -> CitizenAccount | None:
    """The account logged in at the portal, with its party; None for anybody else. Read once a request."""
    if not hasattr(request, "citizen_account"):
        key = request.session.get(SESSION_KEY)
        found = _account(key) if key else None
        request.citizen_account = found  # type: ignore[attr-defined]
    account: CitizenAccount | None = request.citizen_account  # type: ignore[attr-defined]
    return account


def _account(key: int) -> CitizenAccount | None:
    """The account, its party and the version of the reference data by one statement."""
    rows = CitizenAccount.objects.select_related("party").filter(pk=key, closed_at=None).annotate(epoch=epoch.in_statement())
    found = rows.first()
    if found is not None:
        epoch.know(found.epoch)
    return found


def actor_of_citizen(request: HttpRequest) -> Actor:
    """Who acts on a page behind ``citizen_required``."""
    if not hasattr(request, "citizen_actor"):
        account = citizen_of(request)
        assert account is not None, "the page is not behind citizen_required"
        request.citizen_actor = actor_for_citizen(account)  # type: ignore[attr-defined]
    actor: Actor = request.citizen_actor  # type: ignore[attr-defined]
    return actor


def citizen_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let only citizens in who have logged in; others go to the login and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if citizen_of(request) is not None:
            return _answered(view, request, *args, **kwargs)
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        back = request.get_full_path() if request.method == "GET" else reverse("citizens:account")
        return redirect(reverse("citizens:login") + "?" + urlencode({"next": back}))

    return guarded


def _answered(
    view: Callable[..., HttpResponseBase], request: HttpRequest, *args: object, **kwargs: object
) -> HttpResponseBase:
    """The view's answer; that somebody asked for what is not theirs stands in the audit log."""
    try:
        return view(request, *args, **kwargs)
    except NotVisible as error:
        error.fields = {**error.fields, "path": request.path[:200]}
        record_refusal(WriteAction("citizens.ask_for", actor_of_citizen(request)), error)
        raise


def shown_citizen(request: HttpRequest) -> str:
    """The name in the portal's header; empty when nobody has logged in."""
    account = citizen_of(request) if hasattr(request, "session") else None
    return account.party.name if account else ""
