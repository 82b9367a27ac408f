"""Pages that reach beyond our own server: browsers let them only where the page has said so."""

from __future__ import annotations

from collections.abc import Iterable

from csp.constants import SELF
from django.http import HttpResponse


def may_lead_to(response: HttpResponse, origins: Iterable[str]) -> HttpResponse:
    """Let the forms of this page lead to ``origins`` (content security policy, form-action); empty ones are passed over."""
    return _add(response, "form-action", [origin for origin in origins if origin])


def may_call(response: HttpResponse, origins: Iterable[str]) -> HttpResponse:
    """Let the scripts of this page call ``origins`` beside our own server (connect-src): a signer on the person's machine."""
    named = [origin for origin in origins if origin]
    return _add(response, "connect-src", [SELF, *named] if named else [])


def _add(response: HttpResponse, directive: str, named: list[str]) -> HttpResponse:
    if named:
        update = getattr(response, "_csp_update", {})
        response._csp_update = update | {directive: named}  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's own way
    return response
