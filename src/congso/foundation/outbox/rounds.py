"""What the carrier does again and again beside carrying: asking other systems what has come for us."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Round:
    """Something done every so many seconds; ``go`` says how much it did, and is called again at once while that is not 0."""

    name: str
    go: Callable[[], int]
    every: float


_rounds: dict[str, Round] = {}


def register_round(found: Round) -> None:
    """Add a round, in ``apps.ready()``; raises ValueError for a name used twice."""
    if found.name in _rounds:
        raise ValueError(f"round {found.name!r} is registered twice")
    _rounds[found.name] = found


def rounds() -> dict[str, Round]:
    """All rounds by name."""
    return _rounds


@contextmanager
def isolated() -> Iterator[None]:
    """A register of its own for a test."""
    kept = dict(_rounds)
    try:
        yield
    finally:
        _rounds.clear()
        _rounds.update(kept)
