"""Dates, times and places as official papers write them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime

from django.utils import translation

from congso.core import clock


def paper_date(day: date | datetime) -> str:
    """“ngày 05 tháng 01 năm 2026”: 0 before days under 10 and before months 1 and 2 (NĐ 30/2020, Phụ lục I)."""
    if isinstance(day, datetime):
        day = clock.local(day)
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def paper_moment(moment: datetime) -> str:
    """“14 giờ 30 phút, ngày 05 tháng 11 năm 2026” in the office's time zone."""
    moment = clock.local(moment)
    return f"{moment:%H} giờ {moment:%M} phút, {paper_date(moment)}"


def working_time(minutes: int) -> str:
    """Working minutes as days of eight hours, hours and minutes: 1275 → “2 ngày 5 giờ 15 phút”."""
    return _spelled(minutes, per_day=480)


def calendar_time(minutes: int) -> str:
    """Minutes as the calendar counts them, in days of 24 hours: 1500 → “1 ngày 1 giờ”."""
    return _spelled(minutes, per_day=1440)


def _spelled(minutes: int, *, per_day: int) -> str:
    days, rest = divmod(minutes, per_day)
    hours, left = divmod(rest, 60)
    parts = [f"{days} ngày" if days else "", f"{hours} giờ" if hours else "", f"{left} phút" if left else ""]
    return " ".join(filter(None, parts)) or "0 phút"


def in_vietnamese() -> AbstractContextManager[None]:
    """Official papers are in Vietnamese whatever language the clerk's screen speaks."""
    return translation.override("vi")
