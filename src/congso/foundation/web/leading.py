"""Forms that lead on to a system outside: browsers follow only when the page has said so."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse


def may_lead_to(response: HttpResponse, origins: Iterable[str]) -> HttpResponse:
    """Let the forms of this page lead to ``origins`` (content security policy, form-action); empty ones are passed over."""
    named = [origin for origin in origins if origin]
    if named:
        response._csp_update = {"form-action": named}  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's own way
    return response
