"""Who keeps the citizens' first page (``portal.manage``: province office, administrator). Reading is everybody's."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "portal.manage"


def can_manage(actor: Actor) -> bool:
    """Whether the actor may change life events and notices."""
    return actor.may(MANAGE)


def require_can_manage(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not can_manage(actor):
        raise NotAllowed
