"""Who may manage people, and who may hand on whose work."""

from __future__ import annotations

from collections.abc import Iterable

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.foundation.orgs.queries import valid_on
from congso.foundation.people.models import Appointment, RoleRight, Scope
from congso.foundation.people.queries import own_actor

MANAGE = "people.manage"
DELEGATE = "people.delegate"
DELEGATE_UNIT = "people.delegate_unit"


def require_can_manage(actor: Actor, unit_id: int | None = None) -> None:
    """Raise NotAllowed unless the actor manages people (in that unit)."""
    if not actor.may(MANAGE, unit_id):
        raise NotAllowed


def require_can_manage_roles(actor: Actor) -> None:
    """Roles hold everywhere, so changing them needs the right everywhere."""
    if actor.units_for(MANAGE) != EVERYWHERE:
        raise NotAllowed


def units_of(account_id: int) -> frozenset[int]:
    """Units in which a person sits now or will."""
    rows = Appointment.objects.filter(account_id=account_id).exclude(valid_to__lte=clock.today())
    return frozenset(rows.values_list("position__unit_id", flat=True))


def require_can_manage_person(actor: Actor, account_id: int) -> None:
    """Raise NotAllowed without the right; NotVisible for somebody who also sits where the actor has none."""
    require_can_manage(actor)
    reach = actor.units_for(MANAGE)
    if reach != EVERYWHERE and not units_of(account_id) <= reach:
        raise NotVisible


def may_delegate_for(actor: Actor, account_id: int) -> bool:
    """Own work by ``people.delegate``; that of others by ``people.delegate_unit`` over every unit they sit in.

    What is held only by delegation gives no right to delegate on.
    """
    if actor.is_system:
        return True
    if actor.account_id is None:
        return False
    own = own_actor(actor.account_id)
    if account_id == actor.account_id:
        return own.may(DELEGATE)
    reach, units = own.units_for(DELEGATE_UNIT), units_of(account_id)
    return reach == EVERYWHERE or (bool(units) and units <= reach)


def require_can_delegate_for(actor: Actor, account_id: int) -> None:
    """Raise NotAllowed unless the actor may hand on that person's work."""
    if not may_delegate_for(actor, account_id):
        raise NotAllowed


def some_manager_is_left() -> bool:
    """Whether an active person holds ``people.manage`` everywhere today, without a planned end."""
    roles: Iterable[int] = RoleRight.objects.filter(action=MANAGE, scope=Scope.PROVINCE).values_list(
        "role_id", flat=True
    )
    return Appointment.objects.filter(
        valid_on(clock.today()),
        valid_to=None,
        position__valid_to=None,
        position__role_id__in=roles,
        account__is_active=True,
    ).exists()
