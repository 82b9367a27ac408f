"""Who asks."""

from __future__ import annotations

from django.http import HttpRequest

from congso.core.actors import Actor
from congso.core.text import sort_key
from congso.domains.procedures.policies import can_publish
from congso.foundation.orgs.queries import tree


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def agencies_for(actor: Actor) -> list[tuple[int, str]]:
    """(id, name) of the agencies at which the actor may publish, by name."""
    found = [
        (node.id, node.name)
        for node in tree().nodes.values()
        if node.is_agency and can_publish(actor, node.id)
    ]
    return sorted(found, key=lambda pair: sort_key(pair[1]))


def all_agencies() -> list[tuple[int, str]]:
    """(id, name) of all agencies of the province, by name."""
    found = [(node.id, node.name) for node in tree().nodes.values() if node.is_agency]
    return sorted(found, key=lambda pair: sort_key(pair[1]))
