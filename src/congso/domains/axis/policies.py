"""Who runs the axis, and who may see which messages."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed
from congso.foundation.orgs.queries import tree

MANAGE = "axis.manage"
SEE = "documents.register"
"""Registry clerks see the messages of their own agency."""


def require_can_manage(actor: Actor) -> None:
    """Only who runs the axis registers systems and agencies and retries; raises NotAllowed."""
    if not actor.may(MANAGE):
        raise NotAllowed


def own_codes(viewer: Actor) -> list[str]:
    """Codes of the agencies of this installation whose messages the viewer may see."""
    units, scope = tree(), viewer.units_for(SEE)
    ids = units.nodes if scope == EVERYWHERE else scope
    return sorted({units.nodes[each].identifier for each in ids if each in units.nodes and units.nodes[each].identifier})


def require_can_look(viewer: Actor) -> None:
    """Raise NotAllowed unless the viewer sees messages at all."""
    if not viewer.may(MANAGE) and not own_codes(viewer):
        raise NotAllowed


def stops_visible_to(viewer: Actor) -> Q:
    """Messages that the viewer's agencies sent or were sent; all of them for who runs the axis."""
    if viewer.may(MANAGE):
        return Q()
    codes = own_codes(viewer)
    return Q(receiver_code__in=codes) | Q(asked_code__in=codes) | Q(parcel__sender_code__in=codes)
