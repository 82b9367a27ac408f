"""Who must know of every change of a dossier: the national portal's outbox registers itself here, in ``apps.ready()``.

A watcher is called inside the transaction of the change, so that what it writes stands or falls with it. It neither asks
nor tells another system: it writes that something is to be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from congso.domains.dossiers.models import Dossier
from congso.foundation.audit.writing import WriteAction


class Watcher(Protocol):
    """Hears of each dossier that came to be or changed."""

    def dossier_changed(self, action: WriteAction, dossier: Dossier, *, version: str, is_new: bool) -> None:
        """``version`` names this standing of the dossier: the number of the event that made it, or the moment.

        The rows of a new dossier are written at the end of its action: nothing can be read back yet.
        """


_watchers: list[Watcher] = []


def register_watcher(watcher: Watcher) -> None:
    """Add somebody who must know; raises ValueError for the same one twice."""
    if watcher in _watchers:
        raise ValueError("this watcher is registered already")
    _watchers.append(watcher)


def tell_watchers(action: WriteAction, dossier: Dossier, *, is_new: bool = False, by_event: bool = True) -> None:
    """Tell everybody registered of a change; ``by_event`` is false for one that the line of events does not show."""
    seq = str(dossier.case.seq)
    version = seq if by_event else f"{seq}-{action.at:%Y%m%d%H%M%S%f}"
    for watcher in _watchers:
        watcher.dossier_changed(action, dossier, version=version, is_new=is_new)


@contextmanager
def unwatched() -> Iterator[None]:
    """Play history that no other system is to hear of: the demonstration's past months."""
    with isolated():
        yield


@contextmanager
def isolated(*found: Watcher) -> Iterator[None]:
    """Other watchers for a test; the former come back."""
    kept = list(_watchers)
    _watchers[:] = found
    try:
        yield
    finally:
        _watchers[:] = kept
