"""Who may do what with ratings."""

from __future__ import annotations

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed

MODERATE = "ratings.moderate"
AT_COUNTER = "dossiers.return_result"
"""Who hands results over at a counter also sets up its tablet."""


def require_can_moderate(actor: Actor, agency_id: int | None = None) -> None:
    """Inspectors and administrators decide which comments are shown."""
    if not actor.may(MODERATE, agency_id):
        raise NotAllowed


def moderated_units(actor: Actor) -> frozenset[int] | None:
    """Agencies whose comments the viewer moderates; None: all. Raises NotAllowed."""
    require_can_moderate(actor)
    units = actor.units_for(MODERATE)
    return None if units == EVERYWHERE else units


def require_can_set_up(actor: Actor, unit_id: int | None = None) -> None:
    """Clerks set up tablets at their own counter."""
    if not actor.may(AT_COUNTER, unit_id):
        raise NotAllowed
