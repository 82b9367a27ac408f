"""What somebody asks the search of documents for, and the question to the index that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from congso.core.text import nfc
from congso.domains.documents.indexing import (
    issuer_mark,
    number_key,
    spans_of,
    words_of,
    year_span,
)

MOST_WORDS = 12
MOST_YEARS = 12
BY_RELEVANCE, BY_DAY = "lien-quan", "ngay"
LETTER = "-"
"""The official letter among the types, which has no abbreviation."""
_NUMBER = re.compile(r"\d{1,6}[a-z][a-z0-9]*")
FACETS = ("direction", "type", "year", "issuer", "state", "unit", "urgency")


@dataclass(frozen=True)
class Asked:
    """Words, filters, order, and where the page begins."""

    text: str = ""
    direction: str = ""
    type: str = ""
    year: str = ""
    issuer: str = ""
    state: str = ""
    unit: str = ""
    urgency: str = ""
    begin: date | None = None
    end: date | None = None
    order: str = ""
    words: tuple[str, ...] = field(init=False, default=())
    key: str = field(init=False, default="")
    """The text as a number, when it can be one."""

    def __post_init__(self) -> None:
        found = tuple(dict.fromkeys(words_of(self.text)))[:MOST_WORDS]
        object.__setattr__(self, "words", found)
        key = number_key(self.text)
        object.__setattr__(self, "key", key if _NUMBER.fullmatch(key) else "")

    @property
    def by_relevance(self) -> bool:
        """Whether what fits best stands first; without words only days can order."""
        return bool(self.words) and self.order != BY_DAY

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was asked."""
        return not (self.words or any(getattr(self, name) for name in FACETS) or self.begin or self.end)

    @property
    def end_of_year(self) -> date | None:
        """The last day of the year that is asked for."""
        return date(int(self.year), 12, 31) if re.fullmatch(r"[12]\d{3}", self.year) else None

    def having(self, name: str, value: str) -> Asked:
        """The same with another value of one filter; empty: without it."""
        change: dict[str, Any] = {name: value}
        return replace(self, **change)


def asked_from(said: Mapping[str, Any]) -> Asked:
    """From the clean boxes of the form, or from those kept with a saved search."""
    boxes: dict[str, Any] = {name: nfc(str(said.get(name) or ""), collapse=True) for name in ("text", "order", *FACETS)}
    return Asked(**boxes, begin=_day(said.get("begin")), end=_day(said.get("end")))


def as_kept(asked: Asked) -> dict[str, str]:
    """The boxes as a saved search keeps them."""
    found = {name: getattr(asked, name) for name in ("text", "order", *FACETS)}
    found |= {name: each.isoformat() for name in ("begin", "end") if (each := getattr(asked, name))}
    return {name: value for name, value in found.items() if value}


def _day(value: Any) -> date | None:
    if isinstance(value, date) or not value:
        return value or None
    return date.fromisoformat(str(value))


def all_of(lexemes: Iterable[str]) -> str:
    """A question for documents that bear all of these."""
    return " & ".join(_quoted(each) for each in lexemes)


def any_of(lexemes: Iterable[str]) -> str:
    """A question for documents that bear at least one of these."""
    found = [_quoted(each) for each in lexemes]
    return f"({' | '.join(found)})" if found else ""


def joined(*questions: str) -> str:
    """All of these questions together; empty ones ask nothing."""
    return " & ".join(each for each in questions if each)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def in_text(asked: Asked) -> str:
    """Documents with all the words anywhere, or with that number."""
    words = all_of(asked.words)
    return f"({words} | {_quoted('#' + asked.key)})" if asked.key and words else words


def in_heading(asked: Asked) -> str:
    """Documents with all the words in number, subject, issuer, signer, drafter or day."""
    return all_of("." + word for word in asked.words)


def of_number(asked: Asked) -> str:
    """Documents with exactly that number."""
    return _quoted("#" + asked.key) if asked.key else ""


def marks_of(asked: Asked) -> str:
    """The filters, all but the state and the exact days, which are asked of the rows."""
    marks = []
    if asked.direction:
        marks.append(f"~d{asked.direction}")
    if asked.type:
        marks.append(f"~t{asked.type}")
    if asked.year:
        marks.append(f"~y{asked.year}")
    if asked.issuer:
        marks.append(issuer_mark(asked.issuer))
    if asked.unit:
        marks.append(f"~w{asked.unit}")
    if asked.urgency:
        marks.append(f"~g{asked.urgency}")
    return joined(all_of(marks), _years(asked))


def _years(asked: Asked) -> str:
    """The years of a range of days, when they are few."""
    if asked.begin is None or asked.end is None or not 0 <= asked.end.year - asked.begin.year < MOST_YEARS:
        return ""
    return any_of(f"~y{year}" for year in range(asked.begin.year, asked.end.year + 1))


@dataclass(frozen=True)
class Window:
    """A span of time: the marks of it, empty for all time, and the day before which it ends."""

    spans: tuple[str, ...]
    before: date | None


def windows(last: date, *, few: bool) -> list[Window]:
    """Spans of time back from a day, one behind the other: two months, the rest of two years, all before; without the second for
    what ``few`` bear.

    What is asked for by common words has enough in the first; what is rare costs next to nothing in all of them. A question
    of few marks is quick, so what was asked already is left out by the day of the rows and not by marks.
    """
    month, year = (last.replace(day=1) - timedelta(days=1)).replace(day=1), date(last.year - 1, 1, 1)
    first = Window((spans_of(last)[0], spans_of(month)[0]), None)
    if few:
        return [first, Window((), month)]
    return [first, Window((year_span(last.year), year_span(last.year - 1)), month), Window((), year)]


def in_window(readers: Sequence[str], window: Window) -> str:
    """A question for the documents of these readers in a span of time; of everybody's without readers."""
    if not window.spans:
        return any_of(readers)
    return any_of(reader + span for reader in readers or ["~"] for span in window.spans)
