"""The counter's typeahead: published procedures while the clerk types, from memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import fold
from congso.domains.procedures.limits import limit_text
from congso.domains.procedures.models import Publication
from congso.domains.procedures.policies import require_can_read
from congso.domains.procedures.queries.terms import Alternatives, terms_of, words_with_prefix
from congso.domains.procedures.search_keys import words_of
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree, valid_on

_SHOWN_WORD = re.compile(r"[^\W_]+")
_OTHER_AGENCIES = 3
"""How many other agencies are offered for one procedure while none is named."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A published procedure that fits what was typed; ``ranges`` are the (start, end) to mark in ``name``."""

    publication_id: int
    code: str
    name: str
    agency_id: int
    agency_name: str
    limit_text: str
    ranges: tuple[tuple[int, int], ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class _Offer:
    publication_id: int
    agency_id: int
    amount: Decimal | None
    unit: str


@dataclass(slots=True)
class _Entry:
    code: str
    name: str
    offers: dict[int, _Offer] = field(default_factory=dict)


@dataclass(slots=True)
class _Index:
    entries: dict[int, _Entry]
    by_word: dict[str, set[int]]
    words: list[str]
    agencies_by_word: dict[str, set[int]]
    agency_words: list[str]
    vocabulary: list[str]


def suggest(*, viewer: Actor, text: str, limit: int = 10, on: date | None = None) -> list[Suggestion]:
    """Published procedures whose words begin with what was typed, in any order, without tone marks.

    The viewer's own agency comes first, then the other agencies of the province; words may also name the agency.
    """
    require_can_read(viewer)
    on = on or clock.today()
    index, units = _index(on), tree(on)
    terms = terms_of(text, index.vocabulary)
    seat = viewer.main_seat
    own = units.agency_of(seat.unit_id).id if seat and seat.unit_id in units.nodes else None
    found: list[Suggestion] = []
    for version_id, offer in _chosen(index, terms, fold(text), own):
        entry = index.entries[version_id]
        found.append(
            Suggestion(
                offer.publication_id, entry.code, entry.name, offer.agency_id, units.name(offer.agency_id),
                limit_text(offer.amount, offer.unit), _ranges(entry.name, terms), offer.agency_id == own,
            )
        )  # fmt: skip
        if len(found) == limit:
            break
    return found


@remembered(largest=3)
def _index(on: date) -> _Index:
    rows = Publication.objects.filter(valid_on(on)).values_list(
        "version_id", "procedure__code", "version__name", "version__search_key",
        "id", "agency_id", "legal_amount", "legal_unit", "agency_amount", "agency_unit",
    )  # fmt: skip
    index = _Index({}, {}, [], {}, [], [])
    for (
        version_id,
        code,
        name,
        key,
        publication_id,
        agency_id,
        amount,
        unit,
        own_amount,
        own_unit,
    ) in rows.iterator():
        entry = index.entries.get(version_id)
        if entry is None:
            entry = index.entries[version_id] = _Entry(code, name)
            for word in key.split():
                index.by_word.setdefault(word, set()).add(version_id)
        limit = (own_amount, own_unit) if own_amount is not None else (amount, unit)
        entry.offers[agency_id] = _Offer(publication_id, agency_id, *limit)
    units = tree(on)
    for agency_id in {agency for entry in index.entries.values() for agency in entry.offers}:
        for word in words_of(units.name(agency_id)):
            index.agencies_by_word.setdefault(word, set()).add(agency_id)
    index.words, index.agency_words = sorted(index.by_word), sorted(index.agencies_by_word)
    index.vocabulary = sorted({*index.words, *index.agency_words})
    return index


def _holding(ways: Alternatives, words: list[str], by_word: dict[str, set[int]]) -> set[int]:
    """What holds one of the ways: entries by the words of their names, or agencies by theirs."""
    found: set[int] = set()
    for way in ways:
        each = [set[int]().union(*(by_word[full] for full in words_with_prefix(word, words))) for word in way]
        found |= set.intersection(*each)
    return found


def _chosen(
    index: _Index, terms: tuple[Alternatives, ...], folded: str, own: int | None
) -> Iterator[tuple[int, _Offer]]:
    in_names = [_holding(ways, index.words, index.by_word) for ways in terms]
    in_agencies = [_holding(ways, index.agency_words, index.agencies_by_word) for ways in terms]
    candidates = [(version_id, _missing(version_id, in_names)) for version_id in set[int]().union(*in_names)]
    whole = [
        set[int]().union(*(index.by_word.get(word, ()) for way in ways for word in way)) for ways in terms
    ]
    candidates.sort(
        key=lambda found: (
            len(found[1]), -sum(found[0] in holding for holding in whole),
            *_closeness(index.entries[found[0]], folded), found[0],
        )
    )  # fmt: skip
    for is_own_turn in (True, False):
        for version_id, missing in candidates:
            offers = index.entries[version_id].offers
            named = set.intersection(*(in_agencies[term] for term in missing)) if missing else None
            if is_own_turn:
                if own in offers and (named is None or own in named):
                    yield version_id, offers[own]
            else:
                others = _others(offers.values(), named, own)
                yield from ((version_id, offer) for offer in others)


def _missing(version_id: int, in_names: list[set[int]]) -> tuple[int, ...]:
    return tuple(term for term, holding in enumerate(in_names) if version_id not in holding)


def _closeness(entry: _Entry, folded: str) -> tuple[bool, int]:
    """Among equals: as typed, in one run, before scattered words; then the shorter name."""
    return folded not in fold(entry.name), len(entry.name)


def _others(offers: Iterable[_Offer], named: set[int] | None, own: int | None) -> list[_Offer]:
    found = [
        offer for offer in offers if offer.agency_id != own and (named is None or offer.agency_id in named)
    ]
    return found if named is not None else found[:_OTHER_AGENCIES]


def _ranges(name: str, terms: tuple[Alternatives, ...]) -> tuple[tuple[int, int], ...]:
    wanted = {word for ways in terms for way in ways for word in way}
    found = []
    for match in _SHOWN_WORD.finditer(name):
        folded = fold(match.group())
        longest = max((len(word) for word in wanted if folded.startswith(word)), default=0)
        if longest:
            found.append((match.start(), match.start() + min(longest, len(match.group()))))
    return tuple(found)
