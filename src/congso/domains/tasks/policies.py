"""Who may give, see, do and judge tasks."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor, Seat
from congso.core.errors import NotVisible
from congso.domains.tasks.errors import MayNotGiveThere, NotTheDoer, NotTheGiver
from congso.domains.tasks.models import Task
from congso.foundation.casework.policies import SEE, seat_at
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import UnitTree

GIVE = "tasks.give"
"""Give tasks and split them: leaders to their agency and those below it, heads within their unit (giao nhiệm vụ)."""


def _reaches(units: UnitTree, seat: Seat, unit_id: int) -> bool:
    """Work goes down the line: to the parts of one's own agency, and to other agencies as wholes."""
    if seat.unit_id not in units.nodes or unit_id not in units.nodes:
        return False
    return unit_id in units.part_of_agency(seat.unit_id) or units.nodes[unit_id].is_agency


def giving_seat(actor: Actor, unit_id: int) -> Seat | None:
    """The seat from which the actor may give a task to a unit; the nearest agency's before others, their own before a borrowed one."""
    if not actor.may(GIVE, unit_id):
        return None
    units = tree()
    fitting = [seat for seat in actor.seats if actor.may(GIVE, seat.unit_id) and _reaches(units, seat, unit_id)]
    near = [seat for seat in fitting if unit_id in units.part_of_agency(seat.unit_id)]
    return next(iter([*near, *fitting]), None)


def require_can_give(actor: Actor, unit_id: int) -> Seat:
    """The seat from which the actor gives; raises MayNotGiveThere."""
    seat = giving_seat(actor, unit_id)
    if seat is None:
        raise MayNotGiveThere(unit=tree().name(unit_id))
    return seat


def givable_units(actor: Actor) -> frozenset[int]:
    """Every unit to which the actor may give a task."""
    units, reach = tree(), actor.units_for(GIVE)
    ids = units.nodes.keys() if reach == EVERYWHERE else reach & units.nodes.keys()
    seats = [seat for seat in actor.seats if actor.may(GIVE, seat.unit_id)]
    return frozenset(unit for unit in ids if any(_reaches(units, seat, unit) for seat in seats))


def is_giver(actor: Actor, task: Task) -> bool:
    """Whoever gave it, or who stands in for them, or holds the same role in the same unit."""
    same = any(seat.unit_id == task.given_unit_id and seat.role == task.given_role for seat in actor.seats)
    return task.given_by in actor.accounts or same


def require_giver(actor: Actor, task: Task) -> None:
    """Raise NotTheGiver for anybody else."""
    if not is_giver(actor, task):
        raise NotTheGiver


def leads(actor: Actor, task: Task) -> bool:
    """Whether the actor heads the responsible unit."""
    unit = task.main_unit_id
    return actor.may(GIVE, unit) and any(seat.unit_id == unit for seat in actor.seats)


def helps(actor: Actor, task: Task) -> bool:
    """Whether the actor sits in a unit that helps."""
    units = [seat.unit_id for seat in actor.seats]
    return task.helpers.filter(unit_id__in=units, withdrawn_at=None).exists()


def does(actor: Actor, task: Task) -> bool:
    """Whether the task lies in the actor's hands, or their unit's for their role."""
    return seat_at(actor, task.case) is not None


def require_doer(actor: Actor, task: Task) -> None:
    """Who does the task now, or heads the responsible unit; raises NotTheDoer."""
    if not (does(actor, task) or leads(actor, task)):
        raise NotTheDoer


def part_units(actor: Actor, task: Task) -> frozenset[int]:
    """Units to which parts of a task may be given: those one gives to anyway, and those that help with it."""
    helping = task.helpers.filter(withdrawn_at=None).values_list("unit_id", flat=True)
    return givable_units(actor) | frozenset(helping)


def require_can_split(actor: Actor, task: Task, unit_id: int) -> Seat:
    """The seat in the responsible unit from which a part is given; raises NotTheDoer, MayNotGiveThere."""
    seat = next((seat for seat in actor.seats if seat.unit_id == task.main_unit_id and actor.may(GIVE, seat.unit_id)), None)
    if seat is None:
        raise NotTheDoer
    if unit_id not in part_units(actor, task):
        raise MayNotGiveThere(unit=tree().name(unit_id))
    return seat


def _touched(viewer: Actor, reach: frozenset[int]) -> Q:
    """Rows in which the viewer or their units have a part."""
    units, people = reach | {seat.unit_id for seat in viewer.seats}, viewer.accounts
    places = Q(case__division_id__in=units) | Q(case__receiving_unit_id__in=units) | Q(case__holder_unit_id__in=units)
    persons = Q(given_by__in=people) | Q(main_account_id__in=people) | Q(followed_by__in=people) | Q(case__holder_id__in=people)
    helping = Q(pk__in=Task.objects.filter(helpers__unit_id__in=units, helpers__withdrawn_at=None).values("pk"))
    return places | persons | helping | Q(case__agency_id__in=reach)


def visible_to(viewer: Actor) -> Q:
    """The whole tree for everybody who has a part in it: giver, follower, the units and people of any of its tasks.

    Inspectors see all; leaders and the registry what concerns their agency.
    """
    reach = viewer.units_for(SEE)
    if reach == EVERYWHERE:
        return Q()
    return Q(root_id__in=Task.objects.filter(_touched(viewer, reach)).values("root_id"))


def require_visible(viewer: Actor, task_id: UUID) -> Task:
    """The task with its case; raises NotVisible when the viewer may not know of it."""
    found = Task.objects.filter(visible_to(viewer), pk=task_id).select_related("case", "parent__case").first()
    if found is None:
        raise NotVisible
    return found
