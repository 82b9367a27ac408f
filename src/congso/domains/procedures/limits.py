"""Time limits put on one scale, so that steps and law can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from congso.domains.procedures.enums import TimeUnit

HOURS_A_DAY = 8
"""Working hours of a working day (Bộ luật Lao động 2019, Điều 105)."""

_WORKING_MINUTES = {
    TimeUnit.HOURS: Fraction(60),
    TimeUnit.WORKING_DAYS: Fraction(HOURS_A_DAY * 60),
    TimeUnit.DAYS: Fraction(HOURS_A_DAY * 60 * 5, 7),
    TimeUnit.MONTHS: Fraction(HOURS_A_DAY * 60 * 5 * 30, 7),
}
_IN_WORDS = {
    TimeUnit.HOURS: ngettext_lazy("%(amount)s giờ", "%(amount)s giờ", "count"),
    TimeUnit.WORKING_DAYS: ngettext_lazy("%(amount)s ngày làm việc", "%(amount)s ngày làm việc", "count"),
    TimeUnit.DAYS: ngettext_lazy("%(amount)s ngày", "%(amount)s ngày", "count"),
    TimeUnit.MONTHS: ngettext_lazy("%(amount)s tháng", "%(amount)s tháng", "count"),
    TimeUnit.UNKNOWN: ngettext_lazy("%(amount)s (chưa rõ đơn vị)", "%(amount)s (chưa rõ đơn vị)", "count"),
}
_WORKING_HOURS = ngettext_lazy("%(amount)s giờ làm việc", "%(amount)s giờ làm việc", "count")


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit (thời hạn giải quyết): so many hours, working days, days or months; 0: the same day."""

    amount: Decimal
    unit: str

    @property
    def working_minutes(self) -> int:
        """Working minutes in it: 8 hours a working day, five working days a week, 30 days a month.

        Hours count as working hours, the same day as one working day. Holidays are left out: they make a limit longer, never shorter.
        """
        if not self.amount:
            return HOURS_A_DAY * 60
        return int(Fraction(self.amount) * _WORKING_MINUTES[TimeUnit(self.unit)])

    @property
    def text(self) -> str:
        """“3 ngày làm việc”."""
        return limit_text(self.amount, self.unit)


def limit_text(amount: Decimal | None, unit: str) -> str:
    """A limit in words; empty without an amount, and the unit named as unknown where it is."""
    if amount is None:
        return ""
    if not amount:
        return _("trong ngày")
    return _counted(_IN_WORDS[TimeUnit(unit)], amount)


def _counted(words: Promise, amount: Decimal) -> str:
    """Words with their number; English says “1 day” and “1.5 days”."""
    return str(words % {"amount": plain(amount), "count": 1 if amount == 1 else 2})


def hours_text(minutes: int) -> str:
    """Working minutes as working hours and days: “20 giờ làm việc (2,5 ngày làm việc)”."""
    hours, days = Decimal(minutes) / 60, Decimal(minutes) / (60 * HOURS_A_DAY)
    return f"{_counted(_WORKING_HOURS, hours)} ({_counted(_IN_WORDS[TimeUnit.WORKING_DAYS], days)})"


def limit_with_hours(limit: Limit) -> str:
    """A limit with what it comes to in working hours: “2 ngày làm việc (16 giờ làm việc)”."""
    if limit.unit == TimeUnit.HOURS and limit.amount:
        return limit.text
    return f"{limit.text} ({_counted(_WORKING_HOURS, Decimal(limit.working_minutes) / 60)})"


def plain(number: Decimal) -> str:
    """A number with a decimal comma and at most two places, without trailing zeros."""
    shown = f"{number:.2f}".rstrip("0").rstrip(".")
    return shown.replace(".", ",")
