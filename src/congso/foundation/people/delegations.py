"""Delegations and absence cover, as the screens list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.foundation.orgs.queries import tree, valid_on
from congso.foundation.people.models import Appointment, Delegation, DelegationKind
from congso.foundation.people.policies import DELEGATE, DELEGATE_UNIT, may_delegate_for
from congso.foundation.people.queries import account_names, own_actor


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation as lists show it."""

    id: int
    giver: str
    taker: str
    kind: str
    starts_on: date
    ends_on: date
    reason: str
    state: str
    may_revoke: bool


def delegation_rows(viewer: Actor, which: Q) -> list[DelegationRow]:
    """Delegations, the latest first."""
    names, today = account_names(), clock.today()
    rows = list(Delegation.objects.filter(which).order_by("-starts_on", "-pk")[:100])
    may = {
        giver: may_delegate_for(viewer, giver)
        for giver in {row.from_account_id for row in rows if _runs(row, today)}
    }
    return [
        DelegationRow(
            id=row.pk, giver=names.get(row.from_account_id, ""), taker=names.get(row.to_account_id, ""),
            kind=str(DelegationKind(row.kind).label), starts_on=row.starts_on, ends_on=row.ends_on, reason=row.reason,
            state=_state(row, today),
            may_revoke=_runs(row, today) and (row.to_account_id == viewer.account_id or may.get(row.from_account_id, False)),
        )
        for row in rows
    ]  # fmt: skip


def _runs(row: Delegation, today: date) -> bool:
    return row.revoked_at is None and row.ends_on >= today


def _state(row: Delegation, today: date) -> str:
    if row.revoked_at is not None:
        return "revoked"
    if row.ends_on < today:
        return "over"
    return "running" if row.starts_on <= today else "planned"


def my_delegations(*, viewer: Actor) -> list[DelegationRow]:
    """What the viewer gave, holds, or arranges for people of their units."""
    mine = Q(from_account_id=viewer.account_id) | Q(to_account_id=viewer.account_id)
    givers = [account for account, _name in people_to_arrange_for(viewer)]
    return delegation_rows(viewer, mine | Q(from_account_id__in=givers))


def people_to_arrange_for(viewer: Actor) -> list[tuple[int, str]]:
    """The viewer and everybody whose absence they may cover, by name."""
    if viewer.account_id is None:
        return []
    own = own_actor(viewer.account_id)
    reach = own.units_for(DELEGATE_UNIT)
    rows = Appointment.objects.filter(valid_on(clock.today()), account__is_active=True)
    if reach != EVERYWHERE:
        rows = rows.filter(position__unit_id__in=reach)
    found = (
        dict(rows.order_by("account__sort_name").values_list("account_id", "account__full_name"))
        if reach
        else {}
    )
    found.pop(viewer.account_id, None)
    mine = [(viewer.account_id, viewer.name)] if own.may(DELEGATE) else []
    return mine + list(found.items())


def people_to_choose(viewer: Actor) -> list[tuple[int, str]]:
    """Who may be given work: everybody of the agencies in which the viewer sits, with what they are."""
    units = tree()
    near: set[int] = set()
    for seat in viewer.seats:
        if seat.unit_id in units.nodes:
            near |= units.part_of_agency(seat.unit_id)
    rows = (
        Appointment.objects.filter(
            valid_on(clock.today()), position__unit_id__in=near, account__is_active=True
        )
        .order_by("account__sort_name", "-is_main")
        .values_list("account_id", "account__full_name", "position__title")
    )
    found: dict[int, str] = {}
    for account_id, name, title in rows:
        found.setdefault(account_id, f"{name}, {title}")
    return list(found.items())
