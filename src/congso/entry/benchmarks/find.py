"""``congso bench find``: the citizens' search over the real catalogue, beside ILIKE and trigrams of the same rows."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from congso.entry.benchmarks import machine, stage

SEED, QUERIES = 2026, 320
_FIRST = 10


@dataclass(frozen=True)
class Query:
    """What is typed, and the name of the procedure that is meant."""

    kind: str
    text: str
    meant: str


def bench_find() -> dict[str, Any]:
    """Import the catalogue, type some three hundred names in several wrong ways, compare speed and hits."""
    with stage.own_database():
        from congso.core.actors import system_actor
        from congso.domains.procedures.facade import import_catalogue, shipped_catalogue, suggest_public

        import_catalogue(actor=system_actor("bench"), path=shipped_catalogue())
        begun = time.perf_counter()
        suggest_public(text="khai sinh")
        built = time.perf_counter() - begun
        queries = make_queries(_names())
        figures = {
            "machine": machine.describe(), "procedures": len(_names()), "queries": len(queries),
            "index_built_ms": round(built * 1000),
            **_measured("index", queries, lambda text: [row.name for row in suggest_public(text=text, limit=_FIRST)]),
            **_measured("ilike", queries, _ilike), **_measured("trigram", queries, _trigram), **_pages(queries),
        }  # fmt: skip
    return figures | {"goal": "page_p95_ms < 50"}


def make_queries(names: Sequence[str], count: int = QUERIES, seed: int = SEED) -> list[Query]:
    """Names of procedures as people type them: whole, without tones, shuffled, with a slip or two."""
    from congso.domains.procedures.search_keys import words_of

    dice = random.Random(seed)
    found: list[Query] = []
    makers: list[tuple[str, Callable[[list[str], random.Random], list[str]]]] = [
        ("plain", lambda words, _dice: words), ("order", _shuffled), ("dropped", _dropped), ("swapped", _swapped),
        ("wrong", _wrong), ("joined", _joined), ("twice", lambda words, dice: _swapped(_dropped(words, dice), dice)),
        ("part", lambda words, dice: words[: max(3, len(words) // 2)]),
    ]  # fmt: skip
    for number in range(count):
        name = dice.choice(names)
        words = words_of(name)[:12]
        kind, make = makers[number % len(makers)]
        found.append(Query(kind, " ".join(make(words, dice)), name))
    return found


def _long(words: list[str], dice: random.Random) -> int:
    """A word long enough to be misspelt and still be meant."""
    places = [place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    return dice.choice(places or [0])


def _shuffled(words: list[str], dice: random.Random) -> list[str]:
    return dice.sample(words, len(words))


def _dropped(words: list[str], dice: random.Random) -> list[str]:
    at = _long(words, dice)
    letter = dice.randrange(len(words[at]))
    return [*words[:at], words[at][:letter] + words[at][letter + 1 :], *words[at + 1 :]]


def _swapped(words: list[str], dice: random.Random) -> list[str]:
    at = _long(words, dice)
    word, letter = words[at], dice.randrange(max(len(words[at]) - 1, 1))
    slip = word[:letter] + word[letter : letter + 2][::-1] + word[letter + 2 :]
    return [*words[:at], slip, *words[at + 1 :]]


def _wrong(words: list[str], dice: random.Random) -> list[str]:
    at = _long(words, dice)
    letter = dice.randrange(len(words[at]))
    slip = words[at][:letter] + dice.choice("abcdeghiklmnopqrstuvxy") + words[at][letter + 1 :]
    return [*words[:at], slip, *words[at + 1 :]]


def _joined(words: list[str], dice: random.Random) -> list[str]:
    at = dice.randrange(max(len(words) - 1, 1))
    return [*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]]


def _measured(title: str, queries: Sequence[Query], find: Callable[[str], list[str]]) -> dict[str, Any]:
    find(queries[0].text)
    seconds, hits = [], []
    for query in queries:
        begun = time.perf_counter()
        names = find(query.text)
        seconds.append(time.perf_counter() - begun)
        hits.append((query.kind, query.meant in names[:_FIRST]))
    misspelt = [hit for kind, hit in hits if kind in {"dropped", "swapped", "wrong", "joined", "twice"}]
    return {
        f"{title}_p50_ms": round(machine.percentile(seconds, 0.5) * 1000, 1),
        f"{title}_p95_ms": round(machine.percentile(seconds, 0.95) * 1000, 1),
        f"{title}_found_in_10": round(sum(hit for _kind, hit in hits) / len(hits), 3),
        f"{title}_misspelt_in_10": round(sum(misspelt) / len(misspelt), 3),
    }


def _pages(queries: Sequence[Query]) -> dict[str, Any]:
    """The whole page of results with its facets, and the fragment while typing, through the program."""
    from django.test import Client

    found: dict[str, Any] = {}
    client = Client(SERVER_NAME="localhost")
    for title, address in (("page", "/dich-vu/"), ("typeahead", "/dich-vu/goi-y/")):
        seconds = []
        for query in [queries[0], *queries]:
            begun = time.perf_counter()
            client.get(address, {"q": query.text})
            seconds.append(time.perf_counter() - begun)
        found |= {
            f"{title}_p50_ms": round(machine.percentile(seconds[1:], 0.5) * 1000, 1),
            f"{title}_p95_ms": round(machine.percentile(seconds[1:], 0.95) * 1000, 1),
        }
    return found


def _names() -> list[str]:
    return [
        row[0]
        for row in _rows(
            "SELECT name FROM procedures_procedureversion WHERE valid_to IS NULL ORDER BY id", []
        )
    ]


def _ilike(text: str) -> list[str]:
    """Each word somewhere in the folded name: what a plain search does."""
    words = text.split()
    where = " AND ".join(["search_key ILIKE %s"] * len(words))
    return [row[0] for row in _rows(
        f"SELECT name FROM procedures_procedureversion WHERE valid_to IS NULL AND {where} ORDER BY length(name) LIMIT 10",  # noqa: S608 - only placeholders
        [f"%{word}%" for word in words],
    )]  # fmt: skip


def _trigram(text: str) -> list[str]:
    """The nearest by trigrams of words."""
    return [row[0] for row in _rows(
        "SELECT name FROM procedures_procedureversion WHERE valid_to IS NULL AND %s <%% search_key "
        "ORDER BY word_similarity(%s, search_key) DESC, length(name) LIMIT 10", [text, text],
    )]  # fmt: skip


def _rows(sql: str, values: list[str]) -> list[tuple[str]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
