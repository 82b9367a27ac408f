"""The period of the statistics: this month, quarter, year, the last ones, or chosen days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from congso.core import clock

PRESETS = [
    ("nam-nay", _("Năm nay")), ("thang-nay", _("Tháng này")), ("thang-truoc", _("Tháng trước")), ("quy-nay", _("Quý này")),
    ("quy-truoc", _("Quý trước")), ("nam-truoc", _("Năm trước")), ("chon", _("Chọn ngày")),
]  # fmt: skip
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both counted."""

    first: date
    last: date

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
        """When open tasks are judged: at the period's end, or now while it runs."""
        return min(self.ends - timedelta(seconds=1), clock.now())


def span(day: date, months: int) -> Period:
    """The month, quarter or year (1, 3, 12 months) in which a day lies."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    index = first.year * 12 + first.month - 1 + months
    return Period(first, date(index // 12, index % 12 + 1, 1) - timedelta(days=1))


def preset(name: str, today: date) -> Period | None:
    """A period at hand; None for chosen days."""
    kind, _dash, which = name.partition("-")
    if kind not in _MONTHS:
        return None
    present = span(today, _MONTHS[kind])
    return present if which == "nay" else span(present.first - timedelta(days=1), _MONTHS[kind])
