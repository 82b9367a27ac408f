"""Who acts: a person in their seats, or the system itself.

Rights are (action, scope of units). A *seat* (vị trí) is a position that the person fills today, in their own
name or for somebody who delegated it or is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EVERYWHERE: frozenset[int] = frozenset({0})
"""A scope that holds every unit of the installation."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A position held today (chức danh, vị trí việc làm), perhaps for somebody else."""

    position_id: int
    unit_id: int
    role: str
    title: str
    on_behalf_of: int | None = None
    """Account whose seat it is, when held by delegation or absence cover (ủy quyền, trực thay)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The one in whose name something happens; every service demands one."""

    account_id: int | None
    name: str
    seats: tuple[Seat, ...] = ()
    grants: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Action code → ids of the units where it may be done (or ``EVERYWHERE``)."""
    party_id: int | None = None
    """The citizen or organisation that acts, at the portal (công dân, tổ chức)."""
    parties: frozenset[int] = frozenset()
    """In whose matters a citizen may act today: their own and those who stand behind them by law or by a mandate."""

    @property
    def is_system(self) -> bool:
        """True for the program itself (jobs, imports)."""
        return self.account_id is None and self.grants.get("*") == EVERYWHERE

    @property
    def accounts(self) -> frozenset[int]:
        """The accounts whose personal work this actor may do today: their own and those they stand in for."""
        own = {self.account_id} if self.account_id is not None else set()
        return frozenset(own | {seat.on_behalf_of for seat in self.seats if seat.on_behalf_of is not None})

    @property
    def main_seat(self) -> Seat | None:
        """The first seat held in the person's own name."""
        return next((seat for seat in self.seats if seat.on_behalf_of is None), None)

    def units_for(self, action: str) -> frozenset[int]:
        """Units in which ``action`` may be done; ``EVERYWHERE`` when unlimited."""
        return self.grants.get("*") or self.grants.get(action) or frozenset()

    def may(self, action: str, unit_id: int | None = None) -> bool:
        """Whether ``action`` may be done in ``unit_id`` (anywhere at all when no unit is named)."""
        units = self.units_for(action)
        return bool(units) and (units == EVERYWHERE or unit_id is None or unit_id in units)


def system_actor(name: str) -> Actor:
    """The program itself, for jobs and imports; ``name`` stands in the audit log."""
    return Actor(account_id=None, name=name, grants={"*": EVERYWHERE})
