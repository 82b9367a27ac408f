"""Who looks after what is told to the national portal."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "national.manage"


def can_manage(actor: Actor) -> bool:
    """Whether the actor runs the connection to the portal."""
    return actor.may(MANAGE)


def require_can_manage(actor: Actor) -> None:
    """The connection, what is sent again and the catalogue are the administrator's; raises NotAllowed."""
    if not can_manage(actor):
        raise NotAllowed
