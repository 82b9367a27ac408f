"""Who may do what with the catalogue.

``procedures.manage`` (province office, administrator): import, correct, publish anywhere.
``procedures.publish``: publish for the agencies in reach. Reading: every official; the catalogue is public.
"""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible

MANAGE = "procedures.manage"
PUBLISH = "procedures.publish"


def can_read(viewer: Actor) -> bool:
    """Every official may read the whole catalogue."""
    return viewer.account_id is not None or viewer.is_system


def can_manage(actor: Actor) -> bool:
    """Whether the actor keeps the province's catalogue."""
    return actor.may(MANAGE)


def can_publish(actor: Actor, agency_id: int | None = None) -> bool:
    """Whether the actor may publish at an agency (at any at all when none is named)."""
    return can_manage(actor) or actor.may(PUBLISH, agency_id)


def require_can_read(viewer: Actor) -> None:
    """Raises NotVisible for somebody who is no official."""
    if not can_read(viewer):
        raise NotVisible


def require_can_manage(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not can_manage(actor):
        raise NotAllowed


def require_can_publish(actor: Actor, agency_id: int) -> None:
    """Raises NotAllowed."""
    if not can_publish(actor, agency_id):
        raise NotAllowed
