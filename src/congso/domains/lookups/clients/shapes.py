"""What is asked, and what comes back of it, whatever the database."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from congso.foundation.outbox.shapes import Shape, differences


@dataclass(frozen=True)
class Query:
    """What somebody asks for; which of it a database needs is its own matter."""

    number: str
    """Personal number, tax code, insurance number, number of a dossier there, or code of a list."""
    name: str = ""
    born_on: date | None = None
    unit_code: str = ""
    """``maDonVi`` of who asks."""
    purpose: str = ""
    sex: str = ""
    """1 male, 2 female, 3 other; empty: not asked by."""
    province: str = ""
    commune: str = ""
    """Where the birth was registered, by code; empty: not asked by."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Data:
    """What was found, for the screen and for the form."""

    facts: list[tuple[str, str]]
    """(label, value) as shown."""
    fills: dict[str, str] = field(default_factory=dict)
    """Boxes of the counter's form: identity_number, name, address."""

    def as_json(self) -> dict[str, Any]:
        """As it may be kept."""
        return asdict(self)


@dataclass(frozen=True)
class Reply:
    """The data, or none when the database knows nothing; and what was odd about the answer's form."""

    data: Data | None
    drift: tuple[str, ...] = ()


MOST_NAMED = 8


def drift_of(service: str, shape: Shape, answer: Any) -> tuple[str, ...]:
    """Sentences on what is otherwise than the contract says."""
    found = dict.fromkeys(differences(shape, answer))
    return tuple(f"{service}: {each}" for each in list(found)[:MOST_NAMED])


def text_of(row: dict[str, Any], name: str) -> str:
    """A field as text; empty when it is not there."""
    value = row.get(name)
    return "" if value is None else str(value).strip()


def day_words(typed: str) -> str:
    """``yyyyMMdd`` or ``yyyy-MM-dd`` as people here write a day; what is neither stays as it is."""
    digits = typed[:10].replace("-", "")
    if len(digits) == 8 and digits.isdecimal():
        return f"{digits[6:]}/{digits[4:6]}/{digits[:4]}"
    return typed


def shown(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Only what says something."""
    return [(label, value) for label, value in pairs if value]
