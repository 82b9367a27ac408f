"""What is asked of an axis (trục liên thông văn bản), whatever its form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO, Protocol

from congso.core.agency_codes import new_code_of
from congso.core.outside import Rejected, Silent

VIA = "X-CongSo-Via"
"""Header with the marks of the axes that a message passed, so that it never goes round."""


TRACE = "X-CongSo-Trace"
"""Header with the codes and moments of the axes that a message passed: ``H20@2026-11-30T08:00:00+07:00``."""
Hops = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Item:
    """A message that waits for us at the axis."""

    reference: str
    kind: str
    sender: str
    receiver: str
    document_key: str
    title: str
    size: int
    passed: tuple[tuple[str, str], ...] = ()
    """Axes it passed, each with its code and the moment in ISO 8601, told beside the message."""


@dataclass(frozen=True)
class Receipt:
    """What we say of a message: we have it, or cannot take it and why."""

    reference: str
    taken: bool
    error_code: str = ""
    error: str = ""


@dataclass(frozen=True)
class Agency:
    """An agency as the axis lists it."""

    code: str
    name: str
    parent_code: str = ""
    email: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    locked: str = ""
    certificates: tuple[str, ...] = ()


def with_new_codes(listed: Iterable[Agency]) -> list[Agency]:
    """A list with every code in the form of 2020, each once: some axes still list codes of the form before."""
    mapped = (
        replace(each, code=new_code_of(each.code), parent_code=new_code_of(each.parent_code), successor=new_code_of(each.successor))
        for each in listed
    )  # fmt: skip
    return list({each.code: each for each in mapped}.values())


@dataclass(frozen=True)
class Unit:
    """An agency of ours as the axis has it: taking part, waiting to be let in, refused, locked, ended."""

    code: str
    name: str
    state: str
    reason: str = ""
    successor: str = ""


@dataclass(frozen=True)
class Letter:
    """A small message to be handed over together with others."""

    content: bytes
    kind: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Undelivered:
    """A receiver that could not be given what we sent."""

    reference: str
    document_key: str
    receiver: str
    code: str
    reason: str


class AxisClient(Protocol):
    """Every call raises Silent or Rejected."""

    def send(self, stream: BinaryIO, size: int, *, kind: str, to: Sequence[str] = (), via: Sequence[str] = (), passed: Hops = ()) -> str:
        """Hand a message over, an axis with the marks of those it passed; what it is called there."""

    def send_many(self, letters: Sequence[Letter]) -> list[str | Rejected | Silent]:
        """Hand several over, in their order; for each what the axis calls it, or why not."""

    def fetch_many(self, references: Sequence[str]) -> dict[str, bytes]:
        """Small messages by reference; one that is missing is fetched alone."""

    def waiting(self, *, after: str = "", most: int = 100) -> list[Item]:
        """What waits for us, in the order it came."""

    def fetch(self, reference: str, target: BinaryIO) -> None:
        """Write a message into ``target``, in pieces."""

    def settle(self, receipts: Sequence[Receipt]) -> None:
        """Say what we have taken and what not."""

    def agencies(self, *, after: str = "", most: int = 1000) -> list[Agency]:
        """Agencies that take part, by code."""

    def register_agency(self, *, code: str, name: str, parent_code: str = "", email: str = "") -> str:
        """Ask that an agency of ours take part; ``open`` while that waits, ``approved`` when it does."""

    def delete_agency(self, *, code: str, successor: str = "", reason: str = "") -> str:
        """An agency of ours takes part no longer: ``ended`` for a successor, else ``locked``."""

    def own_units(self, *, after: str = "", most: int = 1000) -> list[Unit]:
        """Our agencies and what we asked for, by code."""

    def undelivered(self, *, since: datetime) -> list[Undelivered]:
        """What receivers could not be given since a moment."""
