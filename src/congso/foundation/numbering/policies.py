"""Who may look after number books."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed

MANAGE = "numbering.manage"


def require_can_open_pages(actor: Actor) -> None:
    """Raise NotAllowed unless the actor looks after some unit's books."""
    if not actor.may(MANAGE):
        raise NotAllowed


def visible_to(viewer: Actor) -> Q:
    """Books of the units the viewer looks after."""
    units = viewer.units_for(MANAGE)
    return Q() if units == EVERYWHERE else Q(unit_id__in=units)
