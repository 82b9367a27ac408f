"""The holiday list shipped with the program, read as plain rows; the administrator's calendar starts from it.

See ``data/SOURCE.md`` for where each row comes from and which are unverified.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from congso.foundation.calendar.working_time import SpecialDay

HOLIDAY_FILE = "holidays_vn_2024_2027.csv"


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """One line of the list: a day off, or a Saturday worked instead (làm bù)."""

    day: date
    name: str
    kind: str
    works: bool
    swapped_with: date | None
    status: str
    source: str

    def special_day(self) -> SpecialDay:
        """The line as the calculator takes it; a swapped Saturday keeps the hours of the day it replaces."""
        hours_of = self.swapped_with.weekday() if self.works and self.swapped_with else None
        return SpecialDay(day=self.day, works=self.works, name=self.name, hours_of=hours_of)


def _read(row: dict[str, str]) -> HolidayRow:
    return HolidayRow(
        day=date.fromisoformat(row["date"]),
        name=row["name"],
        kind=row["kind"],
        works=row["effect"] == "lam_viec",
        swapped_with=date.fromisoformat(row["swapped_with"]) if row["swapped_with"] else None,
        status=row["status"],
        source=row["source"],
    )


@cache
def shipped_holidays() -> tuple[HolidayRow, ...]:
    """Every row of the shipped list, by date."""
    source = files("congso.foundation.calendar") / "data" / HOLIDAY_FILE
    return tuple(_read(row) for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
