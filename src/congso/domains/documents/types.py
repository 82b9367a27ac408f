"""The 29 types of administrative documents (NĐ 30/2020, Điều 7 and Phụ lục III)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "document_types_nd30.csv"


@dataclass(frozen=True)
class DocumentType:
    """A type by its abbreviation; the official letter has none."""

    code: str
    name: str

    @property
    def plain(self) -> str:
        """As printed in the heading, without the remark in brackets: ``Quyết định``."""
        return self.name.partition(" (")[0]


@cache
def types() -> dict[str, DocumentType]:
    """All types by abbreviation, in the decree's order; official letters are ``""``."""
    with DATA.open(encoding="utf-8", newline="") as rows:
        found = [DocumentType("" if row["abbr"].startswith("(") else row["abbr"], row["name"]) for row in csv.DictReader(rows)]
    return {each.code: each for each in found}


def type_name(code: str) -> str:
    """The name printed in a heading; what is not of the list stays as it was written."""
    found = types().get(code)
    return found.plain if found else code
