"""Pages that anybody may read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from congso.foundation.orgs import epoch

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """A page for everybody, read by GET; the version of the reference data is asked for once."""

    @require_GET
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with epoch.known():
            return view(request, *args, **kwargs)

    return answer
