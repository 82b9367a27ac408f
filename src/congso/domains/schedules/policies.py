"""Who may do what with schedules."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.schedules.enums import EntryState
from congso.domains.schedules.models import Entry
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree

PUBLISH = "schedules.publish"
"""Keep and publish the agency's calendar: the registry, and the head of the leaders' office (văn phòng)."""
PROPOSE = "schedules.propose"
"""Propose entries in a unit's name (trưởng đơn vị)."""
SHOWN = (EntryState.IN, EntryState.POSTPONED)
"""States of what a published week shows."""


def agencies_of(viewer: Actor) -> list[int]:
    """The agencies in which the viewer sits, that of their own first seat first."""
    units = tree()
    own_first = sorted(viewer.seats, key=lambda seat: seat.on_behalf_of is not None)
    return list(dict.fromkeys(units.agency_of(seat.unit_id).id for seat in own_first if seat.unit_id in units.nodes))


def agency_of(viewer: Actor, chosen: int | None = None) -> int:
    """The agency whose calendar the viewer reads: the chosen one of those they sit in, else that of their first seat.

    Raises NotAllowed for somebody without a seat, NotVisible for an agency that is not theirs.
    """
    found = agencies_of(viewer)
    if not found:
        raise NotAllowed
    if chosen is not None and chosen not in found:
        raise NotVisible
    return chosen or found[0]


def may_publish(actor: Actor, agency_id: int) -> bool:
    """Whether the actor keeps the agency's calendar.

    The right over the agency, or over the unit that serves its leaders: a head of another unit who holds it in their own
    unit keeps nothing by it.
    """
    units = actor.units_for(PUBLISH)
    if units == EVERYWHERE or agency_id in units:
        return True
    office = tree().with_function(agency_id, UnitFunction.OFFICE)
    return office is not None and office.id in units


def require_can_publish(actor: Actor, agency_id: int) -> None:
    """Raises NotAllowed for who does not keep the calendar."""
    if not may_publish(actor, agency_id):
        raise NotAllowed


def proposing_units(actor: Actor, agency_id: int) -> list[int]:
    """Units of the agency in whose name the actor may propose."""
    parts, units = tree().part_of_agency(agency_id), actor.units_for(PROPOSE)
    seats = [seat.unit_id for seat in actor.seats if seat.unit_id in parts]
    return [unit for unit in dict.fromkeys(seats) if units == EVERYWHERE or unit in units]


def require_can_propose(actor: Actor, agency_id: int) -> int:
    """The unit in whose name is proposed; raises NotAllowed."""
    found = proposing_units(actor, agency_id)
    if not found:
        raise NotAllowed
    return found[0]


def takes_part(viewer: Actor) -> Q:
    """Entries in which the viewer, who they stand in for, or a unit of theirs takes part or which their unit prepares."""
    accounts, units = list(viewer.accounts), sorted({seat.unit_id for seat in viewer.seats})
    return (
        Q(leaders__overlap=accounts) | Q(people__overlap=accounts) | Q(units__overlap=units) | Q(preparing_unit_id__in=units)
    )


def visible_to(viewer: Actor) -> Q:
    """What the office keeps, all; of a published week what is not internal, or one's own; proposals of one's unit."""
    agencies = agencies_of(viewer)
    kept = [agency for agency in agencies if may_publish(viewer, agency)]
    proposing = [unit for agency in agencies for unit in proposing_units(viewer, agency)]
    published = Q(week__version__gt=0, state__in=SHOWN)
    return (
        Q(agency_id__in=kept)
        | Q(agency_id__in=agencies, proposing_unit_id__in=proposing)
        | (published & Q(agency_id__in=agencies, internal=False))
        | (published & Q(agency_id__in=agencies) & takes_part(viewer))
    )


def require_visible(viewer: Actor, entry_id: UUID) -> Entry:
    """The entry with its week; raises NotVisible."""
    found = Entry.objects.filter(visible_to(viewer), pk=entry_id).select_related("week").first()
    if found is None:
        raise NotVisible
    return found
