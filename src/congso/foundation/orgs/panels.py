"""What other rooms know about a unit: panels on its page, and what a reorganisation will carry along.

The rooms above register theirs in ``apps.ready()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from congso.core.actors import Actor

Text = str | Promise


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One line of a panel."""

    label: Text
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a unit's page that another room fills."""

    title: Text
    lines: Sequence[PanelLine] = ()
    empty: Text = ""
    more_url: str = ""
    more_label: Text = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """How much of something the ended units hold."""

    label: Text
    count: int


PanelProvider = Callable[[Actor, int, date], Panel | None]
ConsequenceProvider = Callable[[frozenset[int]], Consequence]

_panels: dict[str, PanelProvider] = {}
_consequences: dict[str, ConsequenceProvider] = {}


def register_panel(key: str, provider: PanelProvider) -> None:
    """Let a room fill a panel of the unit's page."""
    _panels[key] = provider


def register_consequence(key: str, provider: ConsequenceProvider) -> None:
    """Let a room say what of its own the ended units hold."""
    _consequences[key] = provider


def panels_of(viewer: Actor, unit_id: int, on: date) -> list[Panel]:
    """All panels of a unit's page."""
    found = (provider(viewer, unit_id, on) for provider in _panels.values())
    return [panel for panel in found if panel is not None]


def consequences_of(unit_ids: frozenset[int]) -> list[Consequence]:
    """What the units hold that their successors will get."""
    return [provider(unit_ids) for provider in _consequences.values()]


@contextmanager
def isolated() -> Iterator[None]:
    """Empty registers inside the block, the former ones after it (for tests)."""
    kept = dict(_panels), dict(_consequences)
    _panels.clear()
    _consequences.clear()
    try:
        yield
    finally:
        _panels.update(kept[0])
        _consequences.update(kept[1])
