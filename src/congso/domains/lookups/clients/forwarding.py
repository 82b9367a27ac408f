"""What a dossier sent on is to this room: handed over, asked after, its result fetched; one client a receiver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from congso.domains.lookups.clients.gateway import Gateway


@dataclass(frozen=True)
class Parcel:
    """A dossier as it is handed over."""

    code: str
    """``maHoSo``, ``idReceivedDec``: the number of our dossier, by which the other system knows it too."""
    module: str
    """What kind of registration (civil status); empty elsewhere."""
    received_on: date
    promised_on: date | None
    body: dict[str, str]
    """What the official checked, by the names of the service."""


@dataclass(frozen=True)
class Handed:
    """The other system has it."""

    reference: str
    drift: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """How far it has come there, in the service's own words."""

    code: str
    words: str
    facts: list[tuple[str, str]]
    drift: tuple[str, ...] = ()


@dataclass(frozen=True)
class Receiver:
    """A system that takes dossiers. Every call raises Silent or Rejected (with a Vietnamese sentence)."""

    hand_over: Callable[[Gateway, Parcel], Handed]
    progress: Callable[[Gateway, str, str], Heard | None]
    """By module and number; None when it does not know the dossier."""
    result: Callable[[Gateway, str, str], tuple[list[tuple[str, str]], tuple[str, ...]]]
    acknowledge: Callable[[Gateway, str], None] | None
    """Tell it that the result was fetched, where it wants to know."""
    changed: Callable[[Gateway, str, date], tuple[set[str], tuple[str, ...]]] | None
    """Numbers that changed since a day, where it can tell."""
    finished: frozenset[str]
    """States in which the result is there."""
    incomplete: frozenset[str] = frozenset()
    """States in which it waits for more from us."""
