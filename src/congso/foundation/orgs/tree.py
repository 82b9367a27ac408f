"""The organisation as of one day: a plain object that any number of questions can be put to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from congso.core.errors import NotVisible
from congso.foundation.orgs.models.unit import AGENCY_KINDS


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as of the tree's day."""

    id: int
    identifier: str
    name: str
    short_name: str
    kind: str
    function: str
    area_code: str
    parent_id: int | None

    @property
    def is_agency(self) -> bool:
        """Whether it decides in its own name."""
        return self.kind in AGENCY_KINDS


@dataclass(frozen=True)
class UnitTree:
    """All units of one day, by id, with their children in the order of their names."""

    on: date
    nodes: dict[int, Node]
    children: dict[int | None, list[int]] = field(default_factory=dict)

    def get(self, unit_id: int) -> Node:
        """The unit; raises NotVisible when there is none on that day."""
        node = self.nodes.get(unit_id)
        if node is None:
            raise NotVisible
        return node

    def name(self, unit_id: int | None) -> str:
        """The unit's name, or an empty text when it does not exist on that day."""
        node = self.nodes.get(unit_id) if unit_id is not None else None
        return node.name if node else ""

    def ancestors(self, unit_id: int) -> Iterator[Node]:
        """The unit itself and all above it, from near to far."""
        node = self.nodes.get(unit_id)
        while node is not None:
            yield node
            node = self.nodes.get(node.parent_id) if node.parent_id is not None else None

    def subtree(self, unit_id: int) -> frozenset[int]:
        """Ids of the unit and everything below it."""
        found, open_ids = {unit_id}, [unit_id]
        while open_ids:
            below = self.children.get(open_ids.pop(), [])
            found.update(below)
            open_ids.extend(below)
        return frozenset(found)

    def agency_of(self, unit_id: int) -> Node:
        """The agency (cơ quan) that the unit is or belongs to."""
        return next((node for node in self.ancestors(unit_id) if node.is_agency), self.get(unit_id))

    def part_of_agency(self, unit_id: int) -> frozenset[int]:
        """Ids of the agency's own parts: the agency and its divisions, without the agencies below it."""
        agency = self.agency_of(unit_id).id
        found, open_ids = {agency}, [agency]
        while open_ids:
            below = [child for child in self.children.get(open_ids.pop(), []) if not self.nodes[child].is_agency]
            found.update(below)
            open_ids.extend(below)
        return frozenset(found)

    def with_function(self, agency_id: int, function: str) -> Node | None:
        """The agency's first part that has the function."""
        parts = [self.nodes[part] for part in self.part_of_agency(agency_id)]
        found = [node for node in parts if node.function == function]
        return min(found, key=lambda node: (node.identifier, node.id)) if found else None

    def path(self, unit_id: int) -> str:
        """The unit and its agency in one line: «Phòng Văn hóa - Xã hội, UBND phường Cao Lãnh»."""
        names = []
        for node in self.ancestors(unit_id):
            names.append(node.name)
            if node.is_agency:
                break
        return ", ".join(names)
