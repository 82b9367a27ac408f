"""Who may change the organisation."""

from __future__ import annotations

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed

MANAGE = "orgs.manage"


def require_can_manage(actor: Actor, unit_id: int | None) -> None:
    """Raise NotAllowed unless the actor may change that unit; a unit with nothing above it needs the right everywhere."""
    allowed = actor.units_for(MANAGE) == EVERYWHERE if unit_id is None else actor.may(MANAGE, unit_id)
    if not allowed:
        raise NotAllowed


def require_can_open_pages(actor: Actor) -> None:
    """Raise NotAllowed unless the actor manages some unit."""
    if not actor.may(MANAGE):
        raise NotAllowed
