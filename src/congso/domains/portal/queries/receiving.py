"""Where a dossier may be sent: every centre of the province receives every procedure (NĐ 118/2025/NĐ-CP)."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.orgs.models import UnitFunction, UnitKind
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class Centre:
    """A one-stop centre."""

    unit_id: int
    name: str
    is_own: bool
    """Whether it belongs to the agency that decides."""


def centres_for(agency_id: int) -> list[Centre]:
    """The deciding agency's own centre first, then all others by name."""
    units = tree()
    own = units.with_function(agency_id, UnitFunction.ONE_STOP)
    found = [
        Centre(node.id, node.name, own is not None and node.id == own.id)
        for node in units.nodes.values()
        if node.kind == UnitKind.CENTRE or node.function == UnitFunction.ONE_STOP
    ]
    return sorted(found, key=lambda centre: (not centre.is_own, centre.name))
