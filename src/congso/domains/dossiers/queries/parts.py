"""What other agencies can be asked to do as a dossier of their own."""

from __future__ import annotations

from congso.domains.procedures.facade import publication_ids, service
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree


@remembered(largest=64)
def parts_elsewhere(agency_id: int) -> list[tuple[str, list[tuple[int, str]]]]:
    """Published procedures of departments, by agency, for a list to choose from."""
    units = tree()
    groups: dict[str, list[tuple[int, str]]] = {}
    for publication_id, owner in publication_ids():
        if owner != agency_id and owner in units.nodes and units.get(owner).kind == "department":
            groups.setdefault(units.name(owner), []).append((publication_id, service(publication_id).name[:150]))
    return sorted(groups.items())
