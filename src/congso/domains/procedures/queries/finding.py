"""The citizens' search: procedures by plain words, with the reason of each match marked."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappush, heappushpop
from itertools import chain, pairwise

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.errors import NotVisible
from congso.core.text import fold, nfc
from congso.domains.procedures.queries.public_index import Entry, PublicIndex, public_index
from congso.domains.procedures.queries.public_words import Unit, Way, units_of
from congso.domains.procedures.queries.terms import abbreviations
from congso.domains.procedures.search_keys import words_of

PAGE = 20
_ENOUGH = 0.55
"""Share of what was typed, weighed by how much each word tells, that a procedure must hold."""
_FIELD_WORTH = 0.75
_LITTLE_WORTH = 0.12
_BESIDE, _COVERED, _TONES, _OFFERED = 0.2, 0.2, 0.05, 0.06
"""What closeness is made of."""
_CLOSEST = _BESIDE + _COVERED + _TONES + _OFFERED + 0.001
"""The most that closeness can add, with what rounding does to it."""
_NONE: set[int] = set()
_SHOWN_WORD = re.compile(r"[^\W_]+")
_folded = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True, slots=True)
class PublicWanted:
    """What a citizen narrows the search to; empty values narrow nothing."""

    text: str = ""
    field_id: int | None = None
    level: str = ""
    agency_id: int | None = None
    audience: str = ""
    service_level: str = ""
    online: bool = False
    published: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure found: ``ranges`` to mark in ``name``, ``reason`` why it fits, ``missing`` the words it lacks."""

    version_id: int
    code: str
    name: str
    field_name: str
    levels: tuple[str, ...]
    audiences: frozenset[str]
    service_levels: frozenset[str]
    agency_count: int
    is_online: bool
    ranges: tuple[tuple[int, int], ...]
    reason: str
    missing: str
    score: int


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of what was found, how many there are in all, and the key of the next page (empty at the end)."""

    rows: tuple[Found, ...]
    total: int
    next_key: str
    facets: dict[str, dict[object, int]]
    """facet → value → how many would be left with it, the other conditions kept."""


@dataclass(slots=True)
class _Hit:
    score: float
    ways: dict[int, Way]
    """unit → the way that fitted."""


@dataclass(slots=True)
class _Ranking:
    """What holds enough of what was typed; how closely it fits is worked out only for what may come first."""

    scores: dict[int, float]
    """version → share of what was typed that it holds."""
    ways: dict[int, dict[int, tuple[float, Way]]]
    toned: frozenset[str]
    _hits: dict[int, _Hit] = field(default_factory=dict)

    def hit(self, entry: Entry) -> _Hit:
        """How an entry fits."""
        found = self._hits.get(entry.version_id)
        if found is None:
            fitted = {number: held[entry.version_id][1] for number, held in self.ways.items() if entry.version_id in held}
            found = self._hits[entry.version_id] = _Hit(self.scores[entry.version_id] + _closeness(entry, fitted, self.toned), fitted)
        return found

    def first(self, entries: Sequence[Entry], size: int | None) -> list[Entry]:
        """The best ``size`` of them in their order, or all: the rest cannot come before them however closely it fits."""
        looked_at: list[Entry] = []
        best: list[float] = []
        for entry in sorted(entries, key=lambda entry: -self.scores[entry.version_id]):
            if len(best) == size and self.scores[entry.version_id] + _CLOSEST < best[0]:
                break
            looked_at.append(entry)
            if size is not None:
                (heappush if len(best) < size else heappushpop)(best, self.hit(entry).score)
        return sorted(looked_at, key=lambda entry: _place(entry, self))[:size]


def find_procedures(*, wanted: PublicWanted, after: str = "", size: int = PAGE) -> FoundPage:
    """Procedures of the public catalogue that fit, best first, or all by name when nothing was typed.

    Needs no right: the catalogue is public (NĐ 118/2025/NĐ-CP). Raises NotVisible for a page key not made here.
    """
    index = public_index(clock.today())
    units = units_of(wanted.text, index.lexicon, abbreviations())
    ranking = _ranked(index, units) if units else None
    fitting = [index.entries[key] for key in ranking.scores] if ranking else index.in_order
    conditions = _conditions(wanted)
    kept = [entry for entry in fitting if _fits(entry, conditions)] if conditions else fitting
    ordered = ranking.first(kept, None if after else size) if ranking else kept
    begin = bisect_right(ordered, _opened(after, with_text=bool(units)), key=lambda entry: _place(entry, ranking)) if after else 0
    shown = ordered[begin : begin + size]
    more = begin + size < len(kept)
    return FoundPage(
        rows=tuple(_found(entry, ranking.hit(entry) if ranking else None, units) for entry in shown), total=len(kept),
        next_key=_key(_place(shown[-1], ranking)) if more else "", facets=_facets(fitting, conditions),
    )  # fmt: skip


def suggest_public(*, text: str, limit: int = 8) -> tuple[Found, ...]:
    """The first matches while somebody types; nothing for an empty text."""
    return find_procedures(wanted=PublicWanted(text=text), size=limit).rows if words_in(text) else ()


def words_in(text: str) -> bool:
    """Whether something to look for was typed at all."""
    return bool(fold(text).strip(" .-"))


def _place(entry: Entry, ranking: _Ranking | None) -> tuple[float | str, int, int]:
    if ranking is None:
        return entry.sort_key, 0, entry.version_id
    return -_whole(ranking.hit(entry).score), len(entry.name), entry.version_id


def _whole(score: float) -> int:
    return round(score * 1000)


def _ranked(index: PublicIndex, units: tuple[Unit, ...]) -> _Ranking:
    """What holds enough of the units; what cannot reach enough any more is not begun, unless nothing does."""
    weights = [_weight(unit, index) for unit in units]
    scores, ways = _scored(index, units, weights, least=_ENOUGH)
    best = max(scores.values(), default=0.0)
    if best * 0.8 < _ENOUGH:
        scores, ways = _scored(index, units, weights, least=0.0)
        best = max(scores.values(), default=0.0)
    enough = min(_ENOUGH, best * 0.8)
    return _Ranking({key: score for key, score in scores.items() if score >= enough}, ways, _toned_words(units))


def _scored(
    index: PublicIndex, units: tuple[Unit, ...], weights: list[float], *, least: float
) -> tuple[dict[int, float], dict[int, dict[int, tuple[float, Way]]]]:
    """Each entry's share of what was typed, and by unit how it fitted; the telling units first."""
    scores: dict[int, float] = {}
    ways: dict[int, dict[int, tuple[float, Way]]] = {}
    total = left = sum(weights) or 1.0
    for number in sorted(range(len(units)), key=lambda each: -weights[each]):
        within = scores.keys() if left / total < least else None
        ways[number], share = _best_ways(index, units[number], within), weights[number] / total
        for version_id, (quality, _way) in ways[number].items():
            scores[version_id] = scores.get(version_id, 0.0) + share * quality
        left -= weights[number]
    return scores, ways


def _weight(unit: Unit, index: PublicIndex) -> float:
    if unit.is_little:
        return index.weight("") * _LITTLE_WORTH
    sure = [sum(index.weight(word) for word in way.words) for way in unit.ways if way.quality > 0.9]
    return max(min(sure), 1.0) if sure else index.weight("") * 0.6


def _best_ways(index: PublicIndex, unit: Unit, within: Set[int] | None) -> dict[int, tuple[float, Way]]:
    """By entry the best way; worse ones are written first and overwritten, whole sets at a time."""
    holding = [held for way in unit.ways for held in _holding(index, way)]
    best: dict[int, tuple[float, Way]] = {}
    for ids, quality, way in sorted(holding, key=lambda each: each[1]):
        best.update(dict.fromkeys(ids if within is None else ids & within, (quality, way)))
    return best


def _holding(index: PublicIndex, way: Way) -> Iterator[tuple[Set[int], float, Way]]:
    """What holds all words of a way in its name, and what holds some of them only by its field."""
    yield set.intersection(*(index.in_names.get(word, _NONE) for word in way.words)), way.quality, way
    if any(word in index.in_fields for word in way.words):
        anywhere = (index.in_names.get(word, _NONE) | index.in_fields.get(word, _NONE) for word in way.words)
        yield set.intersection(*anywhere), way.quality * _FIELD_WORTH, way


def _closeness(entry: Entry, fitted: dict[int, Way], toned: frozenset[str]) -> float:
    """Among equals: words in the typed order and side by side, little beside them, offered in the province."""
    wanted = [word for number in sorted(fitted) for word in fitted[number].words]
    pairs = list(pairwise(wanted))
    beside = sum(pair in entry.pairs for pair in pairs) / len(pairs) if pairs else 1.0
    covered = len(set(wanted).intersection(entry.words)) / entry.telling
    same_tones = _share_of_tones(entry, toned)
    return _BESIDE * beside + _COVERED * min(covered, 1.0) + _TONES * same_tones + (_OFFERED if entry.agencies else 0.0)


def _toned_words(units: tuple[Unit, ...]) -> frozenset[str]:
    """The words typed with tones."""
    return frozenset(
        nfc(word).lower() for unit in units for word in unit.shown.split() if fold(word) != word.lower()
    )


def _share_of_tones(entry: Entry, toned: frozenset[str]) -> float:
    """Share of the words typed with tones that the name has with the very same tones."""
    if not toned:
        return 0.0
    return len(toned & {word.lower() for word in _SHOWN_WORD.findall(entry.name)}) / len(toned)


_FACETS = ("field_id", "level", "agency_id", "audience", "service_level", "online", "published")


def _conditions(wanted: PublicWanted) -> list[tuple[int, object]]:
    """(place among the facets, value) of what is narrowed."""
    return [(place, value) for place, facet in enumerate(_FACETS) if (value := getattr(wanted, facet))]


def _fits(entry: Entry, conditions: list[tuple[int, object]]) -> bool:
    return all(value in entry.facets[place] for place, value in conditions)


def _facets(entries: list[Entry], conditions: list[tuple[int, object]]) -> dict[str, dict[object, int]]:
    found: dict[str, dict[object, int]] = {}
    whole = [entry for entry in entries if _fits(entry, conditions)] if conditions else entries
    for place, facet in enumerate(_FACETS):
        others = [each for each in conditions if each[0] != place]
        left = (
            whole if len(others) == len(conditions) else [entry for entry in entries if _fits(entry, others)]
        )
        found[facet] = dict(Counter(chain.from_iterable(entry.facets[place] for entry in left)))
    return found


def _found(entry: Entry, hit: _Hit | None, units: tuple[Unit, ...]) -> Found:
    ranges = _ranges(entry, hit) if hit else ()
    return Found(
        version_id=entry.version_id, code=entry.code, name=entry.name, field_name=entry.field_name, levels=entry.levels,
        audiences=entry.audiences, service_levels=entry.service_levels, agency_count=len(entry.agencies),
        is_online=entry.is_online, ranges=ranges, reason=_reason(entry, hit, units) if hit else "",
        missing=_missing(hit, units) if hit else "",
        score=_whole(hit.score) if hit else 0,
    )  # fmt: skip


def _ranges(entry: Entry, hit: _Hit) -> tuple[tuple[int, int], ...]:
    wanted = {word for way in hit.ways.values() if way.kind != "guess" for word in way.words}
    return tuple(
        match.span() for match in _SHOWN_WORD.finditer(entry.name) if _folded(match.group()) in wanted
    )


def _reason(entry: Entry, hit: _Hit, units: tuple[Unit, ...]) -> str:
    """“giấy phép lái xe (GPLX); sinh (sihn); lĩnh vực Hộ tịch”: what fitted in another form than it was typed in."""
    parts = []
    if entry.code in {word for way in hit.ways.values() for word in way.words}:
        parts.append(_("mã thủ tục %(code)s") % {"code": entry.code})
    changed = [(number, way) for number, way in sorted(hit.ways.items()) if way.kind in {"short", "slip"}]
    if changed:
        names = {_folded(word): word.lower() for word in _SHOWN_WORD.findall(f"{entry.field_name} {entry.name}")}
        for number, way in changed:
            words = " ".join(names.get(word, word) for word in way.words)
            typed = units[number].shown
            parts.append(f"{words} ({typed.upper() if _is_short(way, typed) else typed})")
    in_field = set(words_of(entry.field_name)) - set(entry.words)
    if any(word in in_field for way in hit.ways.values() for word in way.words):
        parts.append(_("lĩnh vực %(field)s") % {"field": entry.field_name})
    return "; ".join(parts)


def _missing(hit: _Hit, units: tuple[Unit, ...]) -> str:
    """“tỉnh, trang”: the words asked for that this procedure does not have."""
    return ", ".join(
        unit.shown for number, unit in enumerate(units) if number not in hit.ways and not unit.is_little
    )


def _is_short(way: Way, typed: str) -> bool:
    return way.kind == "short" and " " not in typed and len(typed) <= 8


def _key(place: tuple[float | str, int, int]) -> str:
    return urlsafe_b64encode(json.dumps(place).encode()).decode()


def _opened(key: str, *, with_text: bool) -> tuple[float | str, int, int]:
    try:
        values = json.loads(urlsafe_b64decode(key.encode()))
    except ValueError as error:
        raise NotVisible from error
    kinds = [int if with_text else str, int, int]
    if not isinstance(values, list) or [type(value) for value in values] != kinds:
        raise NotVisible
    return (values[0], values[1], values[2])


def found_of(entry: Entry) -> Found:
    """An entry without a search behind it."""
    return _found(entry, None, ())


def public_entry(*, code: str) -> Found:
    """A procedure in force by its code; raises NotVisible."""
    index = public_index(clock.today())
    if code not in index.by_code:
        raise NotVisible
    return found_of(index.entries[index.by_code[code]])
