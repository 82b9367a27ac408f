"""The ways into the public catalogue: fields, agencies, levels, audiences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congso.core import clock
from congso.core.text import sort_key
from congso.domains.procedures.queries.finding import Found, found_of
from congso.domains.procedures.queries.public_index import public_index
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True, slots=True)
class Choice:
    """A way in, with how many procedures lie behind it."""

    value: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All ways in; ``offered_fields`` are those in which the province publishes something, the most first."""

    total: int
    published: int
    fields: tuple[Choice, ...]
    offered_fields: tuple[Choice, ...]
    agencies: tuple[Choice, ...]
    audiences: dict[str, int]


def public_overview() -> Overview:
    """The ways in as of today, from memory."""
    return _overview(clock.today())


@remembered(largest=2)
def _overview(on: date) -> Overview:
    entries, units = public_index(on).in_order, tree(on)
    names = {entry.field_id: entry.field_name for entry in entries}
    in_all = Counter(entry.field_id for entry in entries)
    offered = Counter(entry.field_id for entry in entries if entry.agencies)
    agencies = Counter(agency for entry in entries for agency in entry.agencies)
    return Overview(
        total=len(entries), published=sum(bool(entry.agencies) for entry in entries),
        fields=tuple(Choice(key, names[key], in_all[key]) for key in sorted(names, key=lambda key: sort_key(names[key]))),
        offered_fields=tuple(Choice(key, names[key], count) for key, count in offered.most_common()),
        agencies=tuple(
            Choice(key, units.name(key), agencies[key]) for key in sorted(agencies, key=lambda key: sort_key(units.name(key)))
        ),
        audiences=dict(Counter(audience for entry in entries for audience in entry.audiences)),
    )  # fmt: skip


def found_by_codes(codes: Sequence[str]) -> tuple[Found, ...]:
    """Procedures in force among these codes, in their order; others are left out."""
    index = public_index(clock.today())
    return tuple(found_of(index.entries[index.by_code[code]]) for code in codes if code in index.by_code)
