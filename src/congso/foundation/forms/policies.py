"""Who looks after forms."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "forms.manage"


def require_can_manage(actor: Actor) -> None:
    """Raise NotAllowed unless the actor looks after forms."""
    if not actor.may(MANAGE):
        raise NotAllowed
