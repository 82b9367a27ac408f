"""What a deadline is made of: the limit, its unit, pauses and extensions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput


class TimeUnit(StrEnum):
    """Đơn vị tính của thời hạn, as procedures publish them."""

    HOURS = "hour"
    """Giờ làm việc."""
    WORKING_DAYS = "working_day"
    """Ngày làm việc."""
    DAYS = "day"
    """Ngày, as the calendar counts."""
    MONTHS = "month"
    """Tháng, as the calendar counts."""


class InvalidTimeLimit(InvalidInput):
    """A limit is negative, or a fraction of a month other than a half."""

    code = "invalid_time_limit"
    message = _("Thời hạn không hợp lệ: phải từ 0 trở lên; với tháng chỉ nhận số chẵn hoặc nửa tháng.")


class InvalidPause(InvalidInput):
    """A pause ends before it begins."""

    code = "invalid_pause"
    message = _("Thời điểm kết thúc tạm dừng phải sau thời điểm bắt đầu.")


class InvalidExtension(InvalidInput):
    """An extension neither adds time nor sets a date, or does both."""

    code = "invalid_extension"
    message = _("Gia hạn phải ghi hoặc thời gian thêm, hoặc thời hạn mới.")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Thời hạn giải quyết: an amount of a unit. Zero of any unit means the same day (trong ngày).

    ``cutoff``: what comes in after this time of day counts as received when the next working day opens (civil
    status: 15:00, "sau 15 giờ").
    """

    amount: Decimal
    unit: TimeUnit
    cutoff: time | None
    whole: int = field(init=False, repr=False, compare=False)
    """Whole units."""
    fraction: Decimal = field(init=False, repr=False, compare=False)
    """The rest after the whole units."""
    minutes: int = field(init=False, repr=False, compare=False)
    """Working minutes, for hours only."""

    cutoff_minute: int | None = field(init=False, repr=False, compare=False)

    def __init__(self, amount: Decimal | int | str, unit: TimeUnit | str, cutoff: time | None = None) -> None:
        exact = Decimal(amount)
        if not exact.is_finite() or exact < 0:
            raise InvalidTimeLimit
        known = TimeUnit(unit)
        whole = int(exact)
        if known is TimeUnit.MONTHS and exact - whole not in (0, Decimal("0.5")):
            raise InvalidTimeLimit
        minutes = int((exact * 60).to_integral_value(ROUND_HALF_UP)) if known is TimeUnit.HOURS else 0
        values = {
            "amount": exact,
            "unit": known,
            "cutoff": cutoff,
            "whole": whole,
            "fraction": exact - whole,
            "minutes": minutes,
            "cutoff_minute": None if cutoff is None else cutoff.hour * 60 + cutoff.minute,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def is_same_day(self) -> bool:
        """Whether the work is due on the day it comes in (trả kết quả trong ngày)."""
        return not self.amount

    @property
    def calendar_days(self) -> int:
        """Days of the calendar a day limit runs, a begun day counted whole."""
        return int(self.amount.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stands (tạm dừng): waiting for papers or money from the applicant."""

    start: datetime
    end: datetime | None
    """None while the clock still stands."""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise InvalidPause


@dataclass(frozen=True, slots=True)
class Extension:
    """A decision to give more time (gia hạn): an amount added to the promised date, or a new date."""

    granted_at: datetime
    amount: TimeLimit | None = None
    new_due: date | datetime | None = None
    """The new promise; a date means the end of its working time."""
    reason: str = ""

    def __post_init__(self) -> None:
        adds = self.amount is not None and not self.amount.is_same_day
        if adds == (self.new_due is not None):
            raise InvalidExtension
