"""The public catalogue in memory: every procedure in force, with where the province offers it."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from congso.core.text import fold
from congso.domains.procedures.enums import Level, ServiceLevel
from congso.domains.procedures.models import ProcedureVersion, Publication
from congso.domains.procedures.queries.public_words import Lexicon
from congso.domains.procedures.queries.terms import abbreviations
from congso.domains.procedures.search_keys import words_of
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import valid_on

CITIZEN, ORGANISATION = "citizen", "organisation"
_ORGANISATION_WORDS = ("doanh nghiep", "to chuc", "hop tac xa")
_APPLIED_ONLINE = frozenset({ServiceLevel.FULL, ServiceLevel.PARTIAL})


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure in force, as the search knows it."""

    version_id: int
    code: str
    name: str
    sort_key: str
    field_id: int
    field_name: str
    levels: tuple[str, ...]
    audiences: frozenset[str]
    """citizen (cá nhân), organisation (tổ chức, doanh nghiệp)."""
    service_levels: frozenset[str]
    agencies: frozenset[int]
    """Agencies of the province that publish it."""
    publication_ids: tuple[int, ...]
    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    """Words that stand side by side."""
    telling: int
    """How many different words there are beside “thủ tục”."""
    valid_from: date

    is_online: bool
    """Whether some agency of the province takes it online."""
    facets: tuple[Collection[object], ...]
    """What it can be narrowed by: field, level, agency, audience, service level, online, published."""


@dataclass(slots=True)
class PublicIndex:
    """All entries and the words they are found by."""

    entries: dict[int, Entry]
    in_order: list[Entry]
    by_code: dict[str, int]
    in_names: dict[str, set[int]] = field(default_factory=dict)
    in_fields: dict[str, set[int]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=lambda: Lexicon.of(()))

    def weight(self, word: str) -> float:
        """How much a word tells: rare ones more."""
        return self.weights.get(word, self.weights.get("", 1.0))


def audiences_of(names: list[str]) -> frozenset[str]:
    """Citizen or organisation, from the source's kinds of applicants; both where it names none."""
    return frozenset(_audience_of(name) for name in names) or frozenset({CITIZEN, ORGANISATION})


@lru_cache(maxsize=1000)
def _audience_of(name: str) -> str:
    """The source has a dozen kinds of applicants for thousands of procedures."""
    return ORGANISATION if fold(name).startswith(_ORGANISATION_WORDS) else CITIZEN


@remembered(largest=2)
def public_index(on: date) -> PublicIndex:
    """The catalogue as of a day; kept in this process until the reference data changes."""
    offered: dict[int, list[tuple[int, int, str]]] = {}
    rows = Publication.objects.filter(valid_on(on)).order_by("id")
    for procedure_id, pk, agency_id, level in rows.values_list(
        "procedure_id", "id", "agency_id", "service_level"
    ):
        offered.setdefault(procedure_id, []).append((pk, agency_id, level))
    versions = ProcedureVersion.objects.filter(valid_on(on)).order_by("sort_key", "id").values_list(
        "id", "procedure_id", "procedure__code", "name", "sort_key", "field_id", "field__name", "levels", "audience",
        "valid_from",
    )  # fmt: skip
    entries = [_entry(row, offered.get(row[1], [])) for row in versions]
    index = PublicIndex(
        {each.version_id: each for each in entries}, entries, {each.code: each.version_id for each in entries}
    )
    spelled_out = {
        short: ways[0] for short, ways in abbreviations().items() if len(ways) == 1 and len(short) > 2
    }
    field_words = {name: words_of(name) for name in {entry.field_name for entry in entries}}
    for entry in entries:
        full = {word for short in set(entry.words) & spelled_out.keys() for word in spelled_out[short]}
        for word in {entry.code, *entry.words, *full}:
            index.in_names.setdefault(word, set()).add(entry.version_id)
        for word in field_words[entry.field_name]:
            index.in_fields.setdefault(word, set()).add(entry.version_id)
    _weigh(index)
    return index


def _entry(row: tuple[Any, ...], offers: list[tuple[int, int, str]]) -> Entry:
    version_id, _procedure_id, code, name, sort_key, field_id, field_name, levels, audience, valid_from = row
    words, audiences = tuple(words_of(name)), audiences_of(audience)
    service_levels = frozenset(level for _pk, _agency, level in offers)
    agencies = frozenset(agency for _pk, agency, _level in offers)
    is_online = bool(service_levels & _APPLIED_ONLINE)
    ordered = tuple(level for level in Level.values if level in levels)
    return Entry(
        version_id=version_id, code=code, name=name, sort_key=sort_key, field_id=field_id, field_name=field_name,
        levels=ordered, audiences=audiences, service_levels=service_levels, agencies=agencies,
        publication_ids=tuple(pk for pk, _agency, _level in offers), words=words, pairs=frozenset(pairwise(words)),
        telling=max(len(set(words) - {"thu", "tuc"}), 1), valid_from=valid_from, is_online=is_online,
        facets=((field_id,), ordered, agencies, audiences, service_levels, (is_online,), (bool(agencies),)),
    )  # fmt: skip


def _weigh(index: PublicIndex) -> None:
    total = max(len(index.entries), 1)
    for word in index.in_names.keys() | index.in_fields.keys():
        count = len(index.in_names.get(word, set()) | index.in_fields.get(word, set()))
        index.weights[word] = math.log(1 + total / count)
    index.weights[""] = math.log(1 + total)
    index.lexicon = Lexicon.of(index.in_names.keys() | index.in_fields.keys())
