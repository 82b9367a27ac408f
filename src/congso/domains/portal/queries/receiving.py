"""Where a dossier may be sent: every centre of the province receives every procedure (NĐ 118/2025/NĐ-CP)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from congso.foundation.orgs.models import UnitFunction, UnitKind
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class Centre:
    """A one-stop centre."""

    unit_id: int
    name: str
    short_name: str
    """What tells it from the others (“Phường Cao Lãnh”): a phone cuts the long name before that."""
    is_own: bool
    """Whether it belongs to the agency that decides."""


def centres_for(agency_id: int) -> list[Centre]:
    """The deciding agency's own centre first, then all others by name."""
    units = tree()
    own = units.with_function(agency_id, UnitFunction.ONE_STOP)
    found = [
        node
        for node in units.nodes.values()
        if node.kind == UnitKind.CENTRE or node.function == UnitFunction.ONE_STOP
    ]
    columns = zip(*(node.name.split() for node in found), strict=False)
    shared = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, columns))
    centres = [
        Centre(node.id, node.name, _short(node.name, shared), own is not None and node.id == own.id)
        for node in found
    ]
    return sorted(centres, key=lambda centre: (not centre.is_own, centre.name))


def _short(name: str, shared: int) -> str:
    rest = " ".join(name.split()[shared:])
    return rest[:1].upper() + rest[1:] or name
