"""Who looks after what leaves for other systems."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "outbox.manage"


def require_can_manage(actor: Actor) -> None:
    """Administrators and who runs the exchange see all of it and may send again; raises NotAllowed."""
    if not actor.may(MANAGE):
        raise NotAllowed
