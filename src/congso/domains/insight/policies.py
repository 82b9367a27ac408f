"""Who may see which figures."""

from __future__ import annotations

from dataclasses import dataclass

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed

SEE = "reports.see"


@dataclass(frozen=True, slots=True)
class Reach:
    """Dossiers that the viewer's reports count: of these units, or worked on by these accounts; None: all."""

    units: tuple[int, ...] | None
    accounts: tuple[int, ...]


def require_reach(viewer: Actor) -> Reach:
    """How far the viewer's reports reach: units of the right and one's own work. Raises NotAllowed."""
    units = viewer.units_for(SEE)
    if not units:
        raise NotAllowed
    everywhere = units == EVERYWHERE
    return Reach(None if everywhere else tuple(sorted(units)), tuple(sorted(viewer.accounts)))
