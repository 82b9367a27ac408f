"""Who may read the audit log."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed

SEE = "audit.see"


def require_can_see(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may read the log."""
    if not actor.may(SEE):
        raise NotAllowed


def require_can_see_all(actor: Actor) -> None:
    """Seals cover everybody's lines, so they need the right everywhere."""
    if actor.units_for(SEE) != EVERYWHERE:
        raise NotAllowed


def visible_to(viewer: Actor) -> Q:
    """Lines written from the units whose log the viewer may read."""
    units = viewer.units_for(SEE)
    return Q() if units == EVERYWHERE else Q(unit_id__in=units)
