"""What this room tells itself by a job."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.jobs.events import Event


@dataclass(frozen=True)
class PullAsked(Event):
    """Somebody wants the portal's catalogue fetched (tải danh mục)."""

    pull_id: int
