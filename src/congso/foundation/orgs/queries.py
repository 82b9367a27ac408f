"""Questions about the organisation."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from django.db.models import Q

from congso.core import clock
from congso.core.text import sort_key
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.models import Succession, Unit, UnitName, UnitParent
from congso.foundation.orgs.tree import Node, UnitTree


def valid_on(on: date) -> Q:
    """Rows that hold on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def tree(on: date | None = None) -> UnitTree:
    """The organisation as of a day (today when none is named); kept in memory until reference data changes."""
    return _tree(since_when(on or clock.today(), unit_boundaries()))


def since_when(on: date, boundaries: tuple[date, ...]) -> date:
    """The last day up to ``on`` on which something changed: all days until the next change share one answer."""
    place = bisect_right(boundaries, on)
    return boundaries[place - 1] if place else date.min


@remembered(largest=2)
def unit_boundaries() -> tuple[date, ...]:
    """All days on which a unit, a name or a place in the tree began or ended."""
    days: set[date] = set()
    for model in (Unit, UnitName, UnitParent):
        for begin, end in model.objects.values_list("valid_from", "valid_to").distinct():
            days.update(day for day in (begin, end) if day is not None)
    return tuple(sorted(days))


def _in_order(identifier: str) -> list[str]:
    """H20.9 before H20.10."""
    return [part.zfill(5) for part in identifier.split(".")]


@remembered(largest=48)
def _tree(on: date) -> UnitTree:
    names = {row.unit_id: row for row in UnitName.objects.filter(valid_on(on))}
    parents = dict(UnitParent.objects.filter(valid_on(on)).values_list("unit_id", "parent_id"))
    nodes = {}
    for unit in Unit.objects.filter(valid_on(on)):
        name = names.get(unit.pk)
        nodes[unit.pk] = Node(
            id=unit.pk, identifier=unit.identifier, name=name.name if name else unit.identifier,
            short_name=(name.short_name or name.name) if name else unit.identifier, kind=unit.kind,
            function=unit.function, area_code=unit.area_code, parent_id=parents.get(unit.pk),
        )  # fmt: skip
    children: dict[int | None, list[int]] = {}
    for node in sorted(nodes.values(), key=lambda found: (_in_order(found.identifier), sort_key(found.name))):
        children.setdefault(node.parent_id, []).append(node.id)
    return UnitTree(on=on, nodes=nodes, children=children)


def successors(unit_id: int, on: date | None = None) -> list[int]:
    """The units that stand in place of a unit on a day, the main one first; itself while it exists."""
    on = on or clock.today()
    open_ids, found, seen = [unit_id], [], {unit_id}
    while open_ids:
        rows = Succession.objects.filter(predecessor_id__in=open_ids, on__lte=on).order_by("-is_main", "id")
        by_predecessor: dict[int, list[int]] = {}
        for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
            by_predecessor.setdefault(predecessor, []).append(successor)
        found += [unit for unit in open_ids if unit not in by_predecessor]
        onward = [unit for unit_ids in by_predecessor.values() for unit in unit_ids if unit not in seen]
        open_ids = list(dict.fromkeys(onward))
        seen.update(open_ids)
    return found


def predecessors(unit_id: int) -> frozenset[int]:
    """All units, over any number of reorganisations, whose work a unit carries on (itself included)."""
    found, open_ids = {unit_id}, {unit_id}
    while open_ids:
        rows = Succession.objects.filter(successor_id__in=open_ids).values_list("predecessor_id", flat=True)
        open_ids = set(rows) - found
        found |= open_ids
    return frozenset(found)


@remembered(largest=2)
def successor_of_each() -> dict[int, int]:
    """For every unit that was replaced: the main unit that stands in its place today, over any number of changes."""
    direct: dict[int, int] = {}
    rows = Succession.objects.filter(on__lte=clock.today()).order_by("-is_main", "id")
    for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
        direct.setdefault(predecessor, successor)
    found: dict[int, int] = {}
    for unit_id in direct:
        last, seen = unit_id, {unit_id}
        while last in direct and direct[last] not in seen:
            last = direct[last]
            seen.add(last)
        found[unit_id] = last
    return found
