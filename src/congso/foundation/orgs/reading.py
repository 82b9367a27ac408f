"""Pages read without an official's login: the version of the reference data is asked for once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from congso.foundation.orgs import epoch

View = Callable[..., HttpResponseBase]


def asks_once(view: View) -> View:
    """Let the whole page know one version of the reference data."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if epoch.is_known():
            return view(request, *args, **kwargs)
        with epoch.known():
            return view(request, *args, **kwargs)

    return answer


def unlisted(view: View) -> View:
    """The same for a page that its address alone opens: kept out of search engines and of every store."""
    asked = asks_once(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = asked(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        return response

    return answer
