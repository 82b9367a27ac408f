"""Whose numbers the books hold: rooms above say which things still bear theirs, in ``apps.ready()``.

A number that a living thing bears is not voided in the book (NĐ 30/2020/NĐ-CP, Điều 15, 22): it is given up where the thing
itself is cancelled, so that book and thing never say different things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.functional import Promise

from congso.foundation.audit.writing import WriteAction
from congso.foundation.numbering.models import NumberEntry


@dataclass(frozen=True, slots=True)
class Borne:
    """The thing that bears a number: what it is called, where it is looked at, where it is given up."""

    what: str
    url: str
    advice: str | Promise


def _hold_nothing(_entry: NumberEntry) -> None:
    return None


def _let_nothing_go(_action: WriteAction, _entry: NumberEntry, _reason: str) -> None:
    return None


@dataclass(frozen=True)
class Keeper:
    """What a room knows of the numbers of its books."""

    bearers: Callable[[Sequence[NumberEntry]], dict[int, Borne]]
    """Of these numbers (with their book), those that something still bears, by the number's key."""
    hold: Callable[[NumberEntry], None] = _hold_nothing
    """Lock the thing a number was given to, before the number itself is locked."""
    let_go: Callable[[WriteAction, NumberEntry, str], None] = _let_nothing_go
    """Take the number from a thing that only had it reserved, inside the open action."""


_keepers: dict[str, Keeper] = {}


def register_keeper(kind: str, keeper: Keeper) -> None:
    """A room keeps the books of a kind, and of its sorts (``document`` those of ``document:QĐ``); raises ValueError for a second one."""
    if kind in _keepers:
        raise ValueError(f"somebody keeps the books of {kind} already")
    _keepers[kind] = keeper


def keeper_of(kind: str) -> Keeper | None:
    """Who keeps the books of a kind; None when nobody said so."""
    return _keepers.get(kind) or _keepers.get(kind.partition(":")[0])


def bearers_of(kind: str, entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    """What bears these numbers of one book, by the number's key; voided ones are borne by nothing."""
    keeper, valid = keeper_of(kind), [entry for entry in entries if entry.voided_at is None]
    return keeper.bearers(valid) if keeper is not None and valid else {}


@contextmanager
def isolated(**found: Keeper) -> Iterator[None]:
    """Other keepers for a test; the former come back."""
    kept = dict(_keepers)
    _keepers.clear()
    _keepers.update(found)
    try:
        yield
    finally:
        _keepers.clear()
        _keepers.update(kept)
