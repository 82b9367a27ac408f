"""The one place where broken rules are answered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from congso.core.errors import DomainError
from congso.foundation.web.refusals import refuse


class DomainErrorMiddleware:
    """Turn a ``DomainError`` that a view let rise into an answer; costs nothing while none rises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer broken rules; let every other error rise."""
        return refuse(request, exception) if isinstance(exception, DomainError) else None
