"""What the organisation tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.jobs.events import Event


@dataclass(frozen=True)
class UnitsReorganised(Event):
    """Units ended and others carry on their work from a day on (sắp xếp đơn vị)."""

    ended: str
    """Ids of the ended units, with commas between."""
    on: str
    move_people: bool

    @property
    def ended_ids(self) -> list[int]:
        """The ended units."""
        return [int(part) for part in self.ended.split(",") if part]
