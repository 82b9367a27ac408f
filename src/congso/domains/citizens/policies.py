"""Who may do what about citizens' accounts."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "citizens.manage"


def require_can_manage(actor: Actor) -> None:
    """Administrators list the helpers of the community group and say what the provider's claims mean."""
    if not actor.may(MANAGE):
        raise NotAllowed


def require_citizen(actor: Actor) -> int:
    """The party that acts at the portal; officials and jobs are none."""
    if actor.party_id is None:
        raise NotAllowed
    return actor.party_id
