"""The one source of the present time, so that tests and the demonstration can move it.

Times are aware datetimes; the office's zone is Asia/Ho_Chi_Minh (UTC+7, no summer time).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("congso_frozen_time", default=None)


def now() -> datetime:
    """The present moment in the office's time zone."""
    return _frozen.get() or datetime.now(VIETNAM)


def today() -> date:
    """The present date in the office's time zone."""
    return now().date()


def local(moment: datetime) -> datetime:
    """The same moment written in the office's time zone."""
    return moment.astimezone(VIETNAM)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Let the clock stand at ``moment`` inside the block (tests, demonstration data)."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    token = _frozen.set(moment.astimezone(VIETNAM))
    try:
        yield moment
    finally:
        _frozen.reset(token)
