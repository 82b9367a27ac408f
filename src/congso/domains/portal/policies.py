"""Who keeps the citizens' first page (``portal.manage``: province office, administrator), reading it is everybody's;

who answers citizens about their data (``portal.answer_data``)."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "portal.manage"


def can_manage(actor: Actor) -> bool:
    """Whether the actor may change life events and notices."""
    return actor.may(MANAGE)


def require_can_manage(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not can_manage(actor):
        raise NotAllowed


ANSWER_DATA = "portal.answer_data"


def require_can_answer_data(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not actor.may(ANSWER_DATA):
        raise NotAllowed


def require_citizen(actor: Actor) -> int:
    """The party of the citizen who acts; raises NotAllowed for officials and jobs."""
    if actor.party_id is None:
        raise NotAllowed
    return actor.party_id
