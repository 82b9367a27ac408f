"""Answers to broken rules."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class DomainErrorMiddleware:
    """Answer a DomainError as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)
