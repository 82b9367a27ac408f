"""Who carries documents to agencies outside and back: the exchange registers itself here, in ``apps.ready()``.

Everything is called inside the transaction of the change it tells of, so that nothing is issued without its message, and no
message leaves of what was not done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Protocol

from congso.domains.documents.models import Delivery, Document
from congso.foundation.audit.writing import WriteAction


class ArrivalStep(StrEnum):
    """How far an arrived document has come, in the words of the exchange (QĐ 28/2018/QĐ-TTg)."""

    REFUSED = "02"
    REGISTERED = "03"
    ASSIGNED = "04"
    IN_WORK = "05"
    DONE = "06"


class Carrier(Protocol):
    """A way to agencies outside by their codes."""

    def reaches(self, codes: Collection[str]) -> set[str]:
        """Of these agency codes, those it can bring a document to today."""

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """What agencies with these codes are called, where they are known."""

    def find(self, words: str) -> list[tuple[str, str]]:
        """(name, code) of agencies it reaches today whose name or code has these words, a few of them."""

    def directory_url(self) -> str:
        """The page on which codes and names are looked up."""

    def issued(self, action: WriteAction, document: Document, deliveries: Sequence[Delivery]) -> None:
        """A document was issued, or sent further, to these receivers."""

    def recalled(self, action: WriteAction, document: Document, deliveries: Sequence[Delivery], reason: str) -> None:
        """A document was recalled from these receivers."""

    def withdrawn(self, action: WriteAction, document: Document, delivery: Delivery, reason: str) -> None:
        """One receiver of an issued document is to have it no longer; the others keep it."""

    def demand_answered(self, action: WriteAction, document: Document, is_agreed: bool, answer: str) -> None:
        """What its sender asked of a document that this carrier brought was agreed to or refused here."""

    def arrival_moved(self, action: WriteAction, document: Document, step: ArrivalStep, note: str) -> None:
        """A document that this carrier brought has come a step further here."""


_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> None:
    """Add a way; raises ValueError for a second one, since a receiver must get a document once."""
    if _carriers:
        raise ValueError("there is a carrier already")
    _carriers.append(carrier)


def carrier() -> Carrier | None:
    """The way there is, if any."""
    return _carriers[0] if _carriers else None


@contextmanager
def isolated(*found: Carrier) -> Iterator[None]:
    """Other carriers for a test; the former come back."""
    kept = list(_carriers)
    _carriers[:] = found
    try:
        yield
    finally:
        _carriers[:] = kept
