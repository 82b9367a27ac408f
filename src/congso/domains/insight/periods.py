"""Periods of reports: months, quarters, years and any days from–to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from congso.core import clock
from congso.domains.insight.enums import GroupBy, Preset


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both counted."""

    first: date
    last: date
    label: str = ""

    @property
    def begins(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first, time(), tzinfo=clock.VIETNAM)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), tzinfo=clock.VIETNAM)

    @property
    def judged_at(self) -> datetime:
        """When unfinished dossiers are judged: the last second of the period, or now while it runs."""
        return min(self.ends - timedelta(seconds=1), clock.now())


_MONTHS = {GroupBy.MONTH: 1, GroupBy.QUARTER: 3, GroupBy.YEAR: 12}


def months_on(day: date, months: int) -> date:
    """The first day of the month so many months later (or earlier)."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def span(day: date, months: int) -> Period:
    """The month, quarter or year (1, 3, 12 months) in which a day lies."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, months_on(first, months) - timedelta(days=1))


def preset(name: str, today: date) -> Period | None:
    """A period at hand; None for chosen days."""
    kinds = {"thang": 1, "quy": 3, "nam": 12}
    kind, _dash, which = name.partition("-")
    if name == Preset.CHOSEN or kind not in kinds:
        return None
    present = span(today, kinds[kind])
    return present if which == "nay" else span(present.first - timedelta(days=1), kinds[kind])


def parts(period: Period, by: str) -> Iterator[Period]:
    """The months, quarters or years of a period, cut at its ends."""
    months = _MONTHS[GroupBy(by)]
    day = period.first
    while day <= period.last:
        part = span(day, months)
        yield Period(max(part.first, period.first), min(part.last, period.last), _label(part, months))
        day = part.last + timedelta(days=1)


def _label(part: Period, months: int) -> str:
    if months == 1:
        return f"{part.first:%m/%Y}"
    return f"{part.first.year}" if months == 12 else f"{(part.first.month + 2) // 3}/{part.first.year}"
