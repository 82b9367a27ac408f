"""Who may ask a national database, of what."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.domains.dossiers.facade import RECEIVE
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import require_can_see

ASK = "lookups.ask"
MANAGE = "lookups.manage"


def may_ask_of(actor: Actor, case: Case) -> bool:
    """Clerks and officers ask for the dossiers that their unit took in, works on or holds."""
    places = [case.receiving_unit_id, case.holder_unit_id, case.division_id]
    return any(place is not None and actor.may(ASK, place) for place in places)


def require_can_ask_of(actor: Actor, case: Case) -> None:
    """Raises NotVisible for a dossier out of sight, NotAllowed for another unit's."""
    require_can_see(actor, case)
    if not may_ask_of(actor, case):
        raise NotAllowed


def counter_for(actor: Actor) -> int | None:
    """The counter at which the actor may ask for the dossier just being taken in; None when there is none."""
    return next((seat.unit_id for seat in actor.seats if actor.may(RECEIVE, seat.unit_id) and actor.may(ASK, seat.unit_id)), None)


def require_at_counter(actor: Actor) -> int:
    """The counter; raises NotAllowed."""
    counter = counter_for(actor)
    if counter is None:
        raise NotAllowed
    return counter


def can_manage(actor: Actor) -> bool:
    """Whether the actor runs the connection and reads the log."""
    return actor.may(MANAGE)


def require_can_manage(actor: Actor) -> None:
    """Connection, rules and the whole log are the administrator's; raises NotAllowed."""
    if not can_manage(actor):
        raise NotAllowed
