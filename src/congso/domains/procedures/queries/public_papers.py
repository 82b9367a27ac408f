"""Which papers who needs: the source's headings and sentences “Trường hợp …” as cases to choose from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from congso.core.text import fold, nfc
from congso.domains.procedures.models import VersionPaper

_ENUMERATOR = re.compile(
    r"^[\s\-–+*(\[]*(?:\(?[0-9ivx]{1,4}(?:\.[0-9]+)*[.)]\)?|\(?[a-zđ][.)])?[\s(\-–]*", re.IGNORECASE
)
_CONDITION = ("truong hop ", "doi voi ", "neu ")
_ENDS_OF_CONDITION = (
    re.compile(r",?\s+(?:thì|phải)\s"),
    re.compile(r"[:;]|,?\s+nộp\s"),
    re.compile(r"^.{40,}?(?=,\s)"),
)
_LONGEST_LABEL, _SHORTEST_LABEL = 240, 16


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A case (trường hợp) that asks for papers of its own; ``key`` stays the same as long as its words do."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A paper to hand in or to show, or a note; ``case`` is empty when everybody needs it."""

    heading: str
    name: str
    originals: int | None
    copies: int | None
    is_note: bool
    form_file: str
    case: PublicCase | None


def public_papers(rows: Iterable[VersionPaper]) -> tuple[PublicPaper, ...]:
    """The papers in the order of the source, each with the case in which it is needed.

    Only what the source itself words as a condition becomes a case; everything else is asked of everybody, so
    that a choice never hides a paper that may be needed.
    """
    return tuple(
        PublicPaper(
            row.case_label, row.name, row.originals, row.copies, row.is_note, row.form_file, _case_of(row)
        )
        for row in rows
    )


def cases_of(papers: Iterable[PublicPaper]) -> tuple[PublicCase, ...]:
    """The cases to choose from, in the order in which the papers name them."""
    return tuple(dict.fromkeys(paper.case for paper in papers if paper.case is not None))


def papers_for(papers: Iterable[PublicPaper], chosen: frozenset[str]) -> tuple[PublicPaper, ...]:
    """The papers that somebody needs to whom the chosen cases apply: those of everybody and those of the cases."""
    return tuple(paper for paper in papers if paper.case is None or paper.case.key in chosen)


def _case_of(row: VersionPaper) -> PublicCase | None:
    label = _ENUMERATOR.sub("", row.case_label).strip()
    if _is_condition(label):
        return _case(label.rstrip(" :;.)" if "(" not in label else " :;."))
    name = _ENUMERATOR.sub("", row.name)
    if not row.is_note and _is_condition(name):
        ends = (pattern.search(name) for pattern in _ENDS_OF_CONDITION)
        end = next((match for match in ends if match), None)
        return _case(name[: end.start()] if end else name)
    return None


def _is_condition(text: str) -> bool:
    return len(text) >= _SHORTEST_LABEL and fold(text[:20]).startswith(_CONDITION)


def _case(label: str) -> PublicCase:
    shown = nfc(label, collapse=True)[:_LONGEST_LABEL]
    return PublicCase(hashlib.sha256(fold(shown).encode()).hexdigest()[:8], shown[:1].upper() + shown[1:])
