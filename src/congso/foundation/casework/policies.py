"""Who may see a case and who may act on it."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor, Seat
from congso.core.errors import NotAllowed, NotVisible
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.casework.models import Case
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

SEE = "cases.see"
ASSIGN = "cases.assign"
REMIND = "cases.set_reminders"


def visible_to(viewer: Actor) -> Q:
    """Cases that the viewer's units decide, took in, work on or hold, and those in their own hands.

    The division that works on a case keeps sight of it while its agency's leader or another unit has it. Citizens
    see their own matters.
    """
    if viewer.parties:
        return Q(owner_id__in=viewer.parties)
    units = viewer.units_for(SEE)
    if units == EVERYWHERE:
        return Q()
    return (
        Q(holder_unit_id__in=units)
        | Q(agency_id__in=units)
        | Q(receiving_unit_id__in=units)
        | Q(division_id__in=units)
        | Q(holder_id__in=viewer.accounts)
    )


def may_see(viewer: Actor, case: Case) -> bool:
    """The same rule for a case already read."""
    if viewer.parties:
        return case.owner_id in viewer.parties
    units = viewer.units_for(SEE)
    places = {case.holder_unit_id, case.agency_id, case.receiving_unit_id, case.division_id}
    return units == EVERYWHERE or bool(places & units) or case.holder_id in viewer.accounts


def require_can_see(viewer: Actor, case: Case) -> None:
    """Hide what the viewer may not see: it is as if it did not exist."""
    if not may_see(viewer, case):
        raise NotVisible


def seat_at(actor: Actor, case: Case) -> Seat | None:
    """The seat from which the actor may do the case's present step; their own before a borrowed one."""
    if case.step_id is None:
        return None
    role = definition(case.version_id).step(case.step_id).role
    fitting = [seat for seat in actor.seats if seat.unit_id == case.holder_unit_id and seat.role == role]
    if case.holder_id is not None:
        in_hand = [seat for seat in fitting if case.holder_id == (seat.on_behalf_of or actor.account_id)]
        return in_hand[0] if in_hand else None
    return fitting[0] if fitting else None


def require_can_act(actor: Actor, case: Case) -> Seat | None:
    """The seat from which the actor acts; raises NotVisible or NotYourStep."""
    if actor.is_system:
        return None
    require_can_see(actor, case)
    seat = seat_at(actor, case)
    if seat is None:
        step = definition(case.version_id).steps.get(case.step_id or 0)
        holder = account_names().get(case.holder_id or 0) or tree().name(case.holder_unit_id)
        raise NotYourStep(step=step.name if step else "", holder=holder)
    return seat


def require_can_assign(actor: Actor, case: Case) -> None:
    """Heads may give the work of their unit from one hand to another."""
    require_can_see(actor, case)
    if not actor.may(ASSIGN, case.holder_unit_id):
        raise NotAllowed


def require_can_set_reminders(actor: Actor, unit_id: int) -> None:
    """Heads, leaders and administrators set when a unit is reminded."""
    if not actor.may(REMIND, unit_id):
        raise NotAllowed
