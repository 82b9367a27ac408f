"""What views ask of a request."""

from __future__ import annotations

from django.http import HttpRequest

from congso.core.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: put on the request by the middleware."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
