"""Who may change the office's calendar; everybody may read it."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed

MANAGE = "calendar.manage"


def visible_to(viewer: Actor) -> Q:
    """Working time is public (giờ làm việc phải niêm yết): every row."""
    del viewer
    return Q()


def can_manage(actor: Actor, unit_id: int | None) -> bool:
    """Whether the actor may change the calendar of a unit; the province's needs the right everywhere."""
    if unit_id is None:
        return actor.units_for(MANAGE) == EVERYWHERE
    return actor.may(MANAGE, unit_id)


def require_can_manage(actor: Actor, unit_id: int | None) -> None:
    """Raise NotAllowed unless the actor may change that calendar."""
    if not can_manage(actor, unit_id):
        raise NotAllowed


def require_can_open_pages(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may change some calendar."""
    if not actor.may(MANAGE):
        raise NotAllowed
