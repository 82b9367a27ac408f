"""Addresses on the units of 2026, and old ones translated (đơn vị hành chính hai cấp từ 01/7/2025)."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from congso.core.text import fold, nfc, sort_key

MOST_MATCHES = 8
_SHORT = {
    "p": "phuong", "q": "quan", "h": "huyen", "tx": "thi xa", "tp": "thanh pho", "tt": "thi tran", "t": "tinh", "x": "xa",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city of the centre (tỉnh, thành phố trực thuộc trung ương)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Ward:
    """A commune, ward or special zone of 2026 (xã, phường, đặc khu)."""

    code: str
    name: str
    province_code: str

    @property
    def full_name(self) -> str:
        """With its province."""
        return f"{self.name}, {provinces()[self.province_code].name}"


@dataclass(frozen=True, slots=True)
class OldWard:
    """A ward before 1/7/2025 and where its land went; several targets when it was divided, the main one first."""

    code: str
    name: str
    targets: tuple[Ward, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("congso.foundation.forms") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def provinces() -> dict[str, Province]:
    """The 34 provinces by code, in the order of the alphabet without the word before the name."""
    found = [Province(row["code"], row["full_name"]) for row in _rows("provinces_2026.csv")]
    found.sort(key=lambda one: sort_key(re.sub(r"^(Tỉnh|Thành phố) ", "", one.name)))
    return {one.code: one for one in found}


@cache
def _wards() -> dict[str, Ward]:
    return {
        row["code"]: Ward(row["code"], row["full_name"], row["province_code"])
        for row in _rows("wards_2026.csv")
    }


@cache
def wards_of(province_code: str) -> tuple[Ward, ...]:
    """Wards of a province by the alphabet of their names; none for an unknown code."""
    found = [ward for ward in _wards().values() if ward.province_code == province_code]
    found.sort(key=lambda one: sort_key(re.sub(r"^(Xã|Phường|Đặc khu) ", "", one.name)))
    return tuple(found)


def ward(code: str) -> Ward | None:
    """A ward by its code of five digits."""
    return _wards().get(code)


def address_text(province_code: str, ward_code: str, street: str) -> str:
    """The address in words: street, ward, province; unknown codes are left out."""
    place, province = ward(ward_code), provinces().get(province_code)
    parts = [street, place.name if place else "", province.name if province else ""]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Old:
    ward: OldWard
    words: tuple[str, ...]
    own: str


@cache
def _old_wards() -> tuple[_Old, ...]:
    """All wards before 1/7/2025 with their words, folded."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in _rows("ward_mapping_legacy_to_2025.csv"):
        grouped.setdefault(row["old_ward_code"], []).append(row)
    found = []
    for code, rows in grouped.items():
        rows.sort(key=lambda row: row["default_target"] != "1")
        targets = tuple(target for row in rows if (target := _wards().get(row["new_ward_code"])))
        if not targets:
            continue
        first = rows[0]
        name = f"{first['old_ward']}, {first['old_district']}, {first['old_province']}"
        found.append(
            _Old(OldWard(code, name, targets), tuple(_WORD.findall(fold(name))), fold(first["old_ward"]))
        )
    return tuple(found)


def _query_words(typed: str) -> list[str]:
    """The folded words of what was typed, short forms written out ("P.1" → phuong 1)."""
    spread = re.sub(r"\b([a-z]{1,2})\.?(\d+)\b", r"\1 \2", fold(typed).replace(".", ". "))
    return [part for word in _WORD.findall(spread) for part in _SHORT.get(word, word).split()]


def find_old_wards(typed: str) -> list[OldWard]:
    """Old wards that what was typed may mean, the likeliest first; at most eight.

    Tone marks, capitals and short forms do not matter. A street before the ward is skipped when the whole matches
    nothing.
    """
    rest = nfc(typed, collapse=True)[:200]
    while rest:
        if found := _matching(_query_words(rest)):
            return found
        _first, comma, rest = rest.partition(",")
        if not comma:
            break
    return []


def _matching(words: list[str]) -> list[OldWard]:
    if not words:
        return []
    own = " ".join(words)
    hits = [old for old in _old_wards() if _all_in(words, old.words)]
    hits.sort(key=lambda old: (old.own not in own, old.own.partition(" ")[2] not in own, old.ward.name))
    return [old.ward for old in hits[:MOST_MATCHES]]


def _all_in(words: list[str], place: tuple[str, ...]) -> bool:
    """Whether every word is one of the place's, a number behind the same word ("quận 4" is not "phường 4").

    The last word may be the beginning of one, unless it is a number.
    """
    *whole, last = words
    if any(word not in place for word in whole):
        return False
    pairs = set(itertools.pairwise(place))
    if any(
        number.isdigit() and (before, number) not in pairs
        for before, number in zip(words, [*whole[1:], last], strict=False)
    ):
        return False
    return last in place or (not last.isdigit() and any(word.startswith(last) for word in place))
