"""The 29 types of administrative documents (NĐ 30/2020, Điều 7 and Phụ lục III)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_UNWRITTEN = {"Công văn": "", "Thư công": "THU"}
"""Types without an abbreviation, and their codes here."""
RECORD = "BB"
"""Biên bản: a secretary signs before who presides."""
WITH_SIDES = frozenset({"HĐ", "BGN", "BTT"})
"""Contract, memorandum, agreement: between two sides."""
TWO_SIGNERS = WITH_SIDES | {RECORD}
WITHOUT_RECIPIENTS = WITH_SIDES | {"THU"}
"""What need not say «Nơi nhận»."""
DATA = Path(__file__).resolve().parent / "data" / "document_types_nd30.csv"


@dataclass(frozen=True)
class DocumentType:
    """A type by its abbreviation; the official letter has none."""

    code: str
    """Kept with the document: the abbreviation, ``THU`` for the public letter (thư công), empty for the official letter."""
    name: str

    @property
    def abbreviation(self) -> str:
        """What stands in the symbol; letters have none."""
        return "" if self.name in _UNWRITTEN else self.code

    @property
    def plain(self) -> str:
        """As printed in the heading, without the remark in brackets: ``Quyết định``."""
        return self.name.partition(" (")[0]


@cache
def types() -> dict[str, DocumentType]:
    """All types by abbreviation, in the decree's order; official letters are ``""``."""
    with DATA.open(encoding="utf-8", newline="") as rows:
        found = [
            DocumentType(_UNWRITTEN.get(row["name"], row["abbr"]), row["name"])
            for row in csv.DictReader(rows)
        ]
    return {each.code: each for each in found}


def type_of_name(name: str) -> str:
    """The code of a type by its printed name (``Quyết định`` → ``QĐ``); empty for letters and for what is not of the list."""
    wanted = name.strip().casefold()
    return next((each.code for each in types().values() if wanted in {each.plain.casefold(), each.name.casefold()}), "")


def type_name(code: str) -> str:
    """The name printed in a heading; what is not of the list stays as it was written."""
    found = types().get(code)
    return found.plain if found else code
