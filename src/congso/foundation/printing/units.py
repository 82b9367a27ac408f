"""Units as a paper names them: under the names they bore that day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from congso.core import clock
from congso.foundation.orgs.models import UnitKind, UnitName
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import Node, UnitTree

_BODY = re.compile(r"^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+", re.IGNORECASE)
_LEVEL = re.compile(
    r"^(?:phường|xã|thị trấn|đặc khu|tỉnh|thành phố|quận|huyện|thị xã)\s+(?=\D)", re.IGNORECASE
)
_PLACES = frozenset({UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE})


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper: the body above, the issuing one, and the place it is written at (địa danh)."""

    parent: str
    agency: str
    place: str


def letterhead(unit_id: int, on: date | datetime) -> Letterhead:
    """How a unit signed its papers on a day (NĐ 30/2020, Phụ lục I, boxes 2 and 4).

    A part of an agency stands under its agency, a department under the province's committee; a people's committee
    stands alone.
    """
    units = _tree(on)
    node = units.nodes.get(unit_id)
    if node is None:
        return Letterhead("", "", province_place())
    return Letterhead(_body_above(units, node), node.name, _place(units, unit_id))


def _tree(on: date | datetime) -> UnitTree:
    return tree(clock.local(on).date() if isinstance(on, datetime) else on)


def _body_above(units: UnitTree, node: Node) -> str:
    if node.kind in _PLACES or node.parent_id is None:
        return ""
    return next((above.name for above in units.ancestors(node.parent_id) if above.is_agency), "")


def _place(units: UnitTree, unit_id: int) -> str:
    """The name of the commune or province, without its level: “Cao Lãnh”; “Phường 1” stays whole."""
    area = next((node for node in units.ancestors(unit_id) if node.kind in _PLACES), None)
    if area is None:
        return province_place()
    name = _BODY.sub("", area.name)
    short = _LEVEL.sub("", name)
    return short[:1].upper() + short[1:]


def province_place() -> str:
    """The province's name without its level."""
    return _LEVEL.sub("", str(settings.CONGSO_PROVINCE_NAME))


class DatedNames:
    """Names of some units over time, read in one query."""

    def __init__(self, unit_ids: Iterable[int | None]) -> None:
        self._rows: dict[int, list[UnitName]] = {}
        wanted = {unit_id for unit_id in unit_ids if unit_id is not None}
        for row in UnitName.objects.filter(unit_id__in=wanted).order_by("unit_id", "valid_from"):
            self._rows.setdefault(row.unit_id, []).append(row)

    def name(self, unit_id: int | None, on: datetime) -> str:
        """The unit's name that day; its nearest earlier or first one for a day outside its life; empty for none."""
        rows = self._rows.get(unit_id or 0, [])
        day = clock.local(on).date()
        begun = [row for row in rows if row.valid_from <= day]
        found = begun[-1] if begun else next(iter(rows), None)
        return found.name if found else ""
