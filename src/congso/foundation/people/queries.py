"""Who somebody is today: their seats and rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor, Seat
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import since_when, tree, unit_boundaries, valid_on
from congso.foundation.people.models import Account, Appointment, Delegation, Position, RoleRight, Scope


def actor_for(account_id: int, on: date | None = None) -> Actor:
    """The actor of an account on a day, with their own seats and those they hold for others."""
    return _actor(account_id, since_when(on or clock.today(), _boundaries()))


@remembered(largest=2)
def _boundaries() -> tuple[date, ...]:
    """Days on which seats or units changed."""
    days = set(unit_boundaries())
    for model in (Appointment, Position):
        for begin, end in model.objects.values_list("valid_from", "valid_to").distinct():
            days.update(day for day in (begin, end) if day is not None)
    for first, last in Delegation.objects.values_list("starts_on", "ends_on").distinct():
        days.update((first, last + timedelta(days=1)))
    return tuple(sorted(days))


@remembered(largest=2000)
def _actor(account_id: int, on: date) -> Actor:
    account = Account.objects.get(pk=account_id)
    held_for = list(
        Delegation.objects.filter(to_account_id=account_id, starts_on__lte=on, ends_on__gte=on, revoked_at=None)
        .values_list("from_account_id", flat=True)
    )  # fmt: skip
    rows = (
        Appointment.objects.filter(valid_on(on), account_id__in=[account_id, *held_for], account__is_active=True)
        .filter(Q(position__valid_to__isnull=True) | Q(position__valid_to__gt=on))
        .select_related("position__role")
        .order_by("-is_main", "id")
    )
    seats = tuple(
        Seat(
            position_id=row.position_id, unit_id=row.position.unit_id, role=row.position.role.code,
            title=row.position.title, on_behalf_of=None if row.account_id == account_id else row.account_id,
        )
        for row in sorted(rows, key=lambda row: row.account_id != account_id)
    )  # fmt: skip
    return Actor(account_id=account.pk, name=account.full_name, seats=seats, grants=_grants(seats, on))


def own_actor(account_id: int, on: date | None = None) -> Actor:
    """The person with their own seats alone: what they may hand on to others."""
    whole = actor_for(account_id, on)
    seats = tuple(seat for seat in whole.seats if seat.on_behalf_of is None)
    return Actor(account_id=whole.account_id, name=whole.name, seats=seats, grants=_grants(seats, on or clock.today()))


def _grants(seats: tuple[Seat, ...], on: date) -> dict[str, frozenset[int]]:
    rights: dict[str, list[tuple[str, str]]] = {}
    for role, action, scope in RoleRight.objects.filter(role__code__in={seat.role for seat in seats}).values_list(
        "role__code", "action", "scope"
    ):
        rights.setdefault(role, []).append((action, scope))
    grants: dict[str, frozenset[int]] = {}
    for seat in seats:
        for action, scope in rights.get(seat.role, []):
            reach = _reach(seat.unit_id, scope, on)
            present = grants.get(action, frozenset())
            grants[action] = EVERYWHERE if EVERYWHERE in (reach, present) else present | reach
    return grants


def _reach(unit_id: int, scope: str, on: date) -> frozenset[int]:
    units = tree(on)
    if scope == Scope.PROVINCE:
        return EVERYWHERE
    if unit_id not in units.nodes or scope == Scope.UNIT:
        return frozenset({unit_id})
    if scope == Scope.AGENCY:
        return units.part_of_agency(unit_id)
    return units.subtree(units.agency_of(unit_id).id)


@remembered(largest=4000)
def _holders(role: str, unit_id: int, on: date) -> tuple[tuple[int, str], ...]:
    rows = (
        Appointment.objects.filter(valid_on(on), position__unit_id=unit_id, account__is_active=True)
        .filter(Q(position__role__code=role) if role else Q())
        .order_by("account__sort_name")
        .values_list("account_id", "account__full_name")
    )
    return tuple(dict.fromkeys(rows))


def holders(*, role: str, unit_id: int, on: date | None = None) -> tuple[tuple[int, str], ...]:
    """(account id, name) of those who hold a role in a unit on a day; every role when ``role`` is empty."""
    return _holders(role, unit_id, since_when(on or clock.today(), _boundaries()))


@remembered(largest=8)
def account_names() -> dict[int, str]:
    """Names of all officials by account, for lists."""
    return dict(Account.objects.values_list("pk", "full_name"))


@dataclass(frozen=True, slots=True)
class Present:
    """An official in office on a day, with where they sit first of all and whom they stand in for."""

    account_id: int
    name: str
    email: str
    unit_id: int
    accounts: frozenset[int]
    """Their own account and those they stand in for (ủy quyền, trực thay)."""


def officials_present(on: date | None = None) -> list[Present]:
    """Every active official with a seat on a day, in three queries whatever their number; for daily jobs."""
    on = on or clock.today()
    stands_in: dict[int, set[int]] = {}
    for giver, holder in Delegation.objects.filter(starts_on__lte=on, ends_on__gte=on, revoked_at=None).values_list(
        "from_account_id", "to_account_id"
    ):
        stands_in.setdefault(holder, set()).add(giver)
    rows = (
        Appointment.objects.filter(valid_on(on), account__is_active=True)
        .filter(Q(position__valid_to__isnull=True) | Q(position__valid_to__gt=on))
        .order_by("account_id", "-is_main", "id")
        .values_list("account_id", "account__full_name", "account__email", "position__unit_id")
    )
    found: dict[int, Present] = {}
    for account_id, name, email, unit_id in rows:
        if account_id not in found:
            accounts = frozenset({account_id} | stands_in.get(account_id, set()))
            found[account_id] = Present(account_id, name, email, unit_id, accounts)
    return list(found.values())
