"""What views ask of a request."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from congso.core.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: put on the request by the middleware."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind our own proxy its last line counts, else nobody's word is taken."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    behind_proxy = bool(getattr(settings, "SECURE_PROXY_SSL_HEADER", None))
    if behind_proxy and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
