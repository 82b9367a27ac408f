"""The session ended while a citizen was typing: what was typed waits for them, and for nobody else.

A draft's step sent in after the session ended goes into the new, anonymous session with the draft's key, and the citizen
to the login. After it the step is shown with what was typed, which is then saved like anything typed. Nothing is done in
the name of whoever logs in: the step belongs to one account, another one gets 404 and what waited is thrown away.
Sending in, writing and uploading are never repeated by themselves. Forged posts do not come here (CSRF is checked first).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from congso.core import clock
from congso.domains.citizens.facade import citizen_of
from congso.domains.portal.models import Draft

SESSION_KEY = "typed_without_session"
MOST_CHARACTERS = 200_000
KEPT = timedelta(hours=1)
_OURS = {"csrfmiddlewaretoken", "_do"}


def keeping_typed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around ``citizen_required`` of a draft's step: keep what was typed when nobody is logged in any more."""

    @wraps(view)
    def guarded(request: HttpRequest, draft_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or citizen_of(request) is not None:
            return view(request, draft_id, *args, **kwargs)
        _keep(request, draft_id)
        return redirect(reverse("citizens:login") + "?" + urlencode({"next": request.path}))

    return guarded


def _keep(request: HttpRequest, draft_id: UUID) -> None:
    typed = request.POST.copy()
    for name in _OURS:
        typed.pop(name, None)
    text = typed.urlencode()
    if len(text) > MOST_CHARACTERS or not Draft.objects.filter(pk=draft_id, submitted_at=None).exists():
        return
    request.session[SESSION_KEY] = {
        "draft": str(draft_id), "path": request.path, "typed": text, "files": bool(request.FILES),
        "until": (clock.now() + KEPT).isoformat(),
    }  # fmt: skip


def take_typed(request: HttpRequest, draft: Draft) -> tuple[QueryDict, bool] | None:
    """What was typed for this step when the session ended, once, and whether files were lost with it; else None."""
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return None
    del request.session[SESSION_KEY]
    if (kept["draft"], kept["path"]) != (str(draft.pk), request.path) or kept[
        "until"
    ] < clock.now().isoformat():
        return None
    return QueryDict(kept["typed"]), bool(kept["files"])


def forget_typed(request: HttpRequest) -> None:
    """Throw away what waits for somebody else."""
    request.session.pop(SESSION_KEY, None)
