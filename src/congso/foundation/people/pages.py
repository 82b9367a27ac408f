"""What the screens of people show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree, valid_on
from congso.foundation.people.delegations import DelegationRow, delegation_rows
from congso.foundation.people.models import Account, Appointment, Position, Role, RoleRight, Scope
from congso.foundation.people.policies import (
    MANAGE,
    require_can_manage,
    require_can_manage_person,
    require_can_manage_roles,
)

PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list."""

    id: int
    name: str
    username: str
    seats: str
    unit: str
    is_active: bool


@dataclass(frozen=True)
class PeoplePage:
    """A page of the list and the key of the next."""

    rows: list[PersonRow]
    next_key: str
    found: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat a person held, holds or will hold."""

    appointment_id: int
    title: str
    role: str
    unit: str
    unit_id: int
    first: date
    last: date | None
    is_main: bool
    is_over: bool
    may_end: bool


@dataclass(frozen=True)
class PersonPage:
    """A person with seats and delegations."""

    account: Account
    seats: list[SeatRow]
    delegations: list[DelegationRow]


@remembered(largest=2)
def _search_list() -> tuple[tuple[tuple[str, int], str, int], ...]:
    """Everybody in the order of lists: place in the order, what words are looked up in, account."""
    rows = Account.objects.order_by("sort_name", "pk").values_list("sort_name", "pk", "full_name", "username")
    return tuple(((sort, pk), f"{fold(name)} {username}", pk) for sort, pk, name, username in rows)


def people_page(
    *, viewer: Actor, words: str = "", unit_id: int | None = None, after: str = "", locked: bool = False
) -> PeoplePage:
    """A page of the people the viewer manages, in the order of Vietnamese names; words match without tone marks."""
    require_can_manage(viewer)
    wanted, allowed = fold(words).split(), _within(viewer, unit_id)
    everybody = _search_list()
    found = [
        entry for entry in everybody
        if all(word in entry[1] for word in wanted) and (allowed is None or entry[2] in allowed)
    ]  # fmt: skip
    if locked:
        locked_ids = set(Account.objects.filter(is_active=False).values_list("pk", flat=True))
        found = [entry for entry in found if entry[2] in locked_ids]
    places = [entry[0] for entry in found]
    last = next((entry[0] for entry in everybody if str(entry[2]) == after), None)
    start = bisect_right(places, last) if last else 0
    ids = [entry[2] for entry in found[start : start + PAGE]]
    more = len(found) > start + PAGE
    return PeoplePage(rows=_person_rows(ids), next_key=str(ids[-1]) if more else "", found=len(found))


def _within(viewer: Actor, unit_id: int | None) -> set[int] | None:
    """Accounts that sit in the units asked for and allowed; None for everybody."""
    reach = viewer.units_for(MANAGE)
    if unit_id is None and reach == EVERYWHERE:
        return None
    units = tree().subtree(unit_id) if unit_id is not None else reach
    if reach != EVERYWHERE:
        units = units & reach
    rows = Appointment.objects.filter(valid_on(clock.today()), position__unit_id__in=units)
    return set(rows.values_list("account_id", flat=True))


def _person_rows(ids: Sequence[int]) -> list[PersonRow]:
    accounts = Account.objects.in_bulk(ids)
    units = tree()
    seats: dict[int, list[Position]] = {}
    rows = (
        Appointment.objects.filter(valid_on(clock.today()), account_id__in=ids)
        .select_related("position")
        .order_by("-is_main", "pk")
    )
    for row in rows:
        seats.setdefault(row.account_id, []).append(row.position)
    return [
        PersonRow(
            id=pk, name=accounts[pk].full_name, username=accounts[pk].username,
            seats="; ".join(seat.title for seat in seats.get(pk, [])),
            unit=units.path(seats[pk][0].unit_id) if pk in seats else "", is_active=accounts[pk].is_active,
        )
        for pk in ids
    ]  # fmt: skip


def person_page(*, viewer: Actor, account_id: int) -> PersonPage:
    """A person with all seats and delegations."""
    require_can_manage_person(viewer, account_id)
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotVisible
    rows = (
        Appointment.objects.filter(account=account)
        .select_related("position__role")
        .order_by("-valid_from", "-pk")
    )
    about = Q(from_account=account) | Q(to_account=account)
    return PersonPage(account, [_seat(viewer, row) for row in rows], delegation_rows(viewer, about))


def _seat(viewer: Actor, row: Appointment) -> SeatRow:
    today, seat = clock.today(), row.position
    over = row.valid_to is not None and row.valid_to <= today
    units = tree(row.valid_from if over else None)
    return SeatRow(
        appointment_id=row.pk, title=seat.title, role=seat.role.name, unit=units.path(seat.unit_id), unit_id=seat.unit_id,
        first=row.valid_from, last=row.valid_to - timedelta(days=1) if row.valid_to else None, is_main=row.is_main,
        is_over=over, may_end=not over and row.valid_to is None and viewer.may(MANAGE, seat.unit_id),
    )  # fmt: skip


def roles_page(*, viewer: Actor) -> list[tuple[Role, int, int]]:
    """Roles with how many rights they hold and how many seats have them today."""
    require_can_manage_roles(viewer)
    rights: dict[int, int] = {}
    for role_id in RoleRight.objects.values_list("role_id", flat=True):
        rights[role_id] = rights.get(role_id, 0) + 1
    seats: dict[int, int] = {}
    for role_id in Position.objects.filter(valid_on(clock.today())).values_list("role_id", flat=True):
        seats[role_id] = seats.get(role_id, 0) + 1
    return [(role, rights.get(role.pk, 0), seats.get(role.pk, 0)) for role in Role.objects.all()]


def rights_matrix() -> tuple[list[Role], dict[str, dict[int, str]]]:
    """Who may do what how far: scope labels by right and role."""
    cells: dict[str, dict[int, str]] = {}
    for role_id, action, scope in RoleRight.objects.values_list("role_id", "action", "scope"):
        cells.setdefault(action, {})[role_id] = str(Scope(scope).label)
    return list(Role.objects.all()), cells


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A seat of a unit, and who sits there."""

    id: int
    title: str
    role: str
    first: date
    last: date | None
    holder: str
    holder_id: int | None


def positions_page(*, viewer: Actor, unit_id: int) -> list[PositionRow]:
    """The seats of a unit that have not ended, with who sits there today."""
    require_can_manage(viewer, unit_id)
    today = clock.today()
    rows = (
        Position.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), unit_id=unit_id)
        .select_related("role")
        .order_by("role__order", "pk")
    )
    sitting = {row.position_id: row.account for row in
               Appointment.objects.filter(valid_on(today), position__unit_id=unit_id).select_related("account")}  # fmt: skip
    return [
        PositionRow(
            id=row.pk, title=row.title, role=row.role.name, first=row.valid_from,
            last=row.valid_to - timedelta(days=1) if row.valid_to else None,
            holder=sitting[row.pk].get_full_name() if row.pk in sitting else "",
            holder_id=sitting[row.pk].pk if row.pk in sitting else None,
        )
        for row in rows
    ]  # fmt: skip
