"""Who stands for whom after a reorganisation: our own agencies, and agencies outside as the axis lists them."""

from __future__ import annotations

from congso.domains.exchange import composing
from congso.domains.exchange.models import Correspondent
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import successor_of_each, tree


def standing_agency(agency_id: int) -> int | None:
    """The agency of ours that does today what this one did; None when nobody does."""
    units = tree()
    found = agency_id if agency_id in units.nodes else successor_of_each().get(agency_id)
    return units.agency_of(found).id if found is not None and found in units.nodes else None


def own_line(agency_id: int) -> list[int]:
    """An agency of ours, and those before it whose work it carries on."""
    return [agency_id, *_lines().get(agency_id, ())]


@remembered(largest=2)
def _lines() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for former in successor_of_each():
        standing = standing_agency(former)
        if standing is not None and standing != former:
            found.setdefault(standing, []).append(former)
    return found


@remembered(largest=2)
def _codes() -> frozenset[str]:
    """Codes of our units today."""
    return frozenset(node.identifier for node in tree().nodes.values() if node.identifier)


def voice_of(agency_id: int, code: str) -> dict[str, str]:
    """As whom an agency of ours speaks today: with the code it was known by while that is one of ours, else as its successor."""
    standing = standing_agency(agency_id)
    if standing is None:
        return {"organ_id": code}
    values = composing.organ_values(standing)
    return values | {"organ_id": code} if code in _codes() else values


def successors() -> dict[str, str]:
    """Of every ended agency outside, the code of who carries on its work."""
    return dict(Correspondent.objects.exclude(successor_code="").values_list("code", "successor_code"))


def stands_for(former: str, code: str, after: dict[str, str]) -> bool:
    """Whether an agency outside carries on the work of another, over any number of changes."""
    seen: set[str] = set()
    while former in after and former not in seen:
        seen.add(former)
        former = after[former]
    return former == code


def line_of(code: str) -> list[str]:
    """An agency outside, and those before it whose work it carries on."""
    after = successors()
    return [code, *(former for former in after if former != code and stands_for(former, code, after))]
