"""How far a batch came: told by the process that signs, asked by the page, in the cache that all processes share."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from congso.domains.documents.services.outgoing import Watch

_KEPT = 900
"""Seconds that progress is kept."""


@dataclass(frozen=True)
class Progress:
    """So many of so many; whether somebody asked to stop."""

    done: int
    total: int
    stopped: bool


class SharedWatch(Watch):
    """A batch of one account under the name its page gave it."""

    def __init__(self, account_id: int | None, run: UUID) -> None:
        self._key = f"signing-batch:{account_id}:{run}"

    def tell(self, done: int, total: int) -> None:
        """Keep it where the page's question finds it."""
        cache.set(self._key, (done, total), _KEPT)

    def stop(self) -> None:
        """Leave what is not begun."""
        cache.set(f"{self._key}:stop", True, _KEPT)

    def is_stopped(self) -> bool:
        """Whether that was asked."""
        return bool(cache.get(f"{self._key}:stop"))

    def progress(self) -> Progress | None:
        """What was told last; None before anything was."""
        told = cache.get(self._key)
        return Progress(told[0], told[1], self.is_stopped()) if told else None
