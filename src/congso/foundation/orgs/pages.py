"""What the screens of the organisation show: the tree of a day, a unit with its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.foundation.orgs.models import Succession, SuccessionKind, Unit, UnitKind, UnitName, UnitParent
from congso.foundation.orgs.policies import require_can_open_pages
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import Node, UnitTree


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A unit as the tree draws it, with how many branches end behind it."""

    node: Node
    has_parts: bool
    parts: int
    opened: bool
    ends: range


@dataclass(frozen=True, slots=True)
class Period:
    """A name or a place with its days."""

    text: str
    unit_id: int | None
    first: date
    last: date | None
    """The last day on which it held."""


@dataclass(frozen=True, slots=True)
class Link:
    """A predecessor or successor."""

    unit_id: int
    name: str
    on: date
    kind: str
    is_main: bool
    legal_basis: str


@dataclass(frozen=True)
class UnitPage:
    """A unit with its whole story."""

    unit: Unit
    name: str
    short_name: str
    kind: str
    exists: bool
    names: list[Period]
    parents: list[Period]
    predecessors: list[Link]
    successors: list[Link]
    parts: list[Node]
    above: list[Node]

    @property
    def last_day(self) -> date | None:
        """The last day on which the unit existed."""
        return self.unit.valid_to - timedelta(days=1) if self.unit.valid_to else None


def tree_rows(*, viewer: Actor, on: date) -> list[TreeRow]:
    """The organisation of a day from top to bottom, first levels open."""
    require_can_open_pages(viewer)
    units = tree(on)
    return list(_walk(units, units.children.get(None, []), 0))


def _walk(units: UnitTree, ids: Iterable[int], depth: int) -> Iterable[TreeRow]:
    stack = [(unit_id, depth) for unit_id in reversed([*ids])]
    found: list[tuple[int, int]] = []
    while stack:
        unit_id, level = stack.pop()
        found.append((unit_id, level))
        stack.extend((child, level + 1) for child in reversed(units.children.get(unit_id, [])))
    levels = [level for _unit, level in found[1:]] + [depth]
    for (unit_id, level), following in zip(found, levels, strict=False):
        below = units.children.get(unit_id, [])
        yield TreeRow(
            node=units.nodes[unit_id], has_parts=bool(below), parts=len(below), opened=level == 0,
            ends=range(max(0, level - following)),
        )  # fmt: skip


def find_units(*, viewer: Actor, on: date, words: str, kind: str = "") -> list[Node]:
    """Units of a day whose name or identifier has all the words, tone marks or not."""
    require_can_open_pages(viewer)
    wanted = fold(words).split()
    found = [
        node for node in tree(on).nodes.values()
        if (not kind or node.kind == kind) and all(word in f"{fold(node.name)} {node.identifier.lower()}" for word in wanted)
    ]  # fmt: skip
    return sorted(found, key=lambda node: (node.identifier, node.name))[:200]


def unit_page(*, viewer: Actor, unit_id: int, on: date) -> UnitPage:
    """A unit as of a day, with all its names, places, predecessors and successors."""
    require_can_open_pages(viewer)
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    units = tree(on)
    node = units.nodes.get(unit_id)
    names = list(UnitName.objects.filter(unit=unit).order_by("-valid_from"))
    fitting = next((row for row in names if row.valid_from <= on), names[-1] if names else None)
    return UnitPage(
        unit=unit, name=fitting.name if fitting else unit.identifier, short_name=fitting.short_name if fitting else "",
        kind=str(UnitKind(unit.kind).label), exists=node is not None,
        names=[Period(row.name, None, row.valid_from, _last(row.valid_to)) for row in names],
        parents=_places(unit_id), predecessors=_links(unit_id, back=True), successors=_links(unit_id, back=False),
        parts=[units.nodes[child] for child in units.children.get(unit_id, [])],
        above=[found for found in units.ancestors(unit_id) if found.id != unit_id][::-1],
    )  # fmt: skip


def _last(end: date | None) -> date | None:
    return end - timedelta(days=1) if end else None


def _places(unit_id: int) -> list[Period]:
    rows = list(UnitParent.objects.filter(unit_id=unit_id).order_by("-valid_from"))
    names = _names({row.parent_id: row.valid_from for row in rows})
    return [
        Period(names.get(row.parent_id, ""), row.parent_id, row.valid_from, _last(row.valid_to))
        for row in rows
    ]


def _links(unit_id: int, *, back: bool) -> list[Link]:
    where = {"successor_id": unit_id} if back else {"predecessor_id": unit_id}
    rows = list(Succession.objects.filter(**where).order_by("on", "-is_main", "id"))
    others = [row.predecessor_id if back else row.successor_id for row in rows]
    days = {
        other: row.on - timedelta(days=1) if back else row.on for other, row in zip(others, rows, strict=True)
    }
    names = _names(days)
    return [
        Link(
            other,
            names.get(other, ""),
            row.on,
            str(SuccessionKind(row.kind).label),
            row.is_main,
            row.legal_basis,
        )
        for other, row in zip(others, rows, strict=True)
    ]


def _names(days: dict[int, date]) -> dict[int, str]:
    """The name each unit bore on its day."""
    found: dict[int, str] = {}
    for row in UnitName.objects.filter(unit_id__in=days).order_by("valid_from"):
        if row.unit_id not in found or row.valid_from <= days[row.unit_id]:
            found[row.unit_id] = row.name
    return found
