"""Who sets up the exchange, who answers, who sees which messages."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed
from congso.domains.documents.facade import REGISTER

MANAGE = "exchange.manage"


def require_can_manage(actor: Actor) -> None:
    """Connections and the list of agencies are the administrator's; raises NotAllowed."""
    if not actor.may(MANAGE):
        raise NotAllowed


def require_can_send_again(actor: Actor, agency_id: int) -> None:
    """What did not reach a receiver is sent again by the registry of the agency; raises NotAllowed."""
    if not actor.may(REGISTER, agency_id):
        raise NotAllowed


def require_can_look(viewer: Actor) -> None:
    """The log is for registries and who runs the exchange; raises NotAllowed."""
    if not viewer.may(REGISTER) and not viewer.may(MANAGE):
        raise NotAllowed


def visible_to(viewer: Actor) -> Q:
    """Messages of the agencies whose registry the viewer keeps; all of them for who runs the exchange."""
    scope = viewer.units_for(REGISTER)
    return Q() if viewer.may(MANAGE) or scope == EVERYWHERE else Q(agency_id__in=scope)
