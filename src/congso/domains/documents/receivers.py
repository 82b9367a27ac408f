"""For whom a document is, as the rooms above know it: they register here in ``apps.ready()``, and issuing proposes these receivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

Proposing = Callable[[UUID], list[str]]
"""Given a document: the names of those it is for. Asked for who may issue it, and so reads it."""
_proposers: list[Proposing] = []


def register_receivers(proposing: Proposing) -> None:
    """Add a room that knows receivers; raises ValueError for the same one twice."""
    if proposing in _proposers:
        raise ValueError("these receivers are registered already")
    _proposers.append(proposing)


def proposed_receivers(document_id: UUID) -> list[str]:
    """Names of those outside for whom the document is, each once."""
    found = [name for proposing in _proposers for name in proposing(document_id)]
    return list(dict.fromkeys(name.replace("|", " ").strip() for name in found if name.strip()))


@contextmanager
def isolated(*found: Proposing) -> Iterator[None]:
    """Other rooms for a test; the former come back."""
    kept = list(_proposers)
    _proposers[:] = found
    try:
        yield
    finally:
        _proposers[:] = kept
