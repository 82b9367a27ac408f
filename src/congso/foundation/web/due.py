"""The due date in words (hạn xử lý): whether there is time, little time, none left, or the clock stands still."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from congso.core import clock

SOON = timedelta(hours=48)
"""Time left under which a due date is called near; a reading aid, no rule of law."""


class DueState(StrEnum):
    """How a due date stands."""

    NONE = "none"
    ON_TIME = "on-time"
    SOON = "soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"


ICONS = {
    DueState.NONE: "calendar", DueState.ON_TIME: "clock", DueState.SOON: "hourglass",
    DueState.OVERDUE: "alert-triangle", DueState.PAUSED: "player-pause", DueState.MET: "circle-check",
    DueState.MISSED: "circle-x",
}  # fmt: skip


class DueText(NamedTuple):
    """A state and the words for it."""

    state: DueState
    text: str


def describe_due(
    due: datetime | None,
    *,
    paused: bool = False,
    finished_at: datetime | None = None,
    now: datetime | None = None,
    language: str | None = None,
) -> DueText:
    """The due date against ``now`` (the present moment), in calendar days; ``finished_at`` ends the count.

    A list passes ``language`` (that of the screen), so that it is not looked up for every row.
    """
    if paused and finished_at is None:
        return DueText(DueState.PAUSED, _("Tạm dừng tính hạn"))
    if due is None:
        return DueText(DueState.NONE, _("Không tính hạn"))
    if finished_at is not None:
        met = finished_at <= due
        return DueText(DueState.MET, _("Đúng hạn")) if met else DueText(DueState.MISSED, _("Trễ hạn"))
    now, language = now or clock.now(), language or get_language()
    if due >= now:
        return _ahead(clock.local(due), now, language)
    late = now - due
    return _overdue(late.days, late.seconds // 3600 if not late.days else 0, language)


@lru_cache(maxsize=1024)
def _overdue(days: int, hours: int, _language: str | None) -> DueText:
    """Kept for each language: a list of fifty says the same few sentences again and again."""
    if days:
        words = ngettext("Quá hạn %(count)d ngày", "Quá hạn %(count)d ngày", days) % {"count": days}
        return DueText(DueState.OVERDUE, words)
    hours = max(1, hours)
    return DueText(
        DueState.OVERDUE, ngettext("Quá hạn %(count)d giờ", "Quá hạn %(count)d giờ", hours) % {"count": hours}
    )


def _ahead(due: datetime, now: datetime, language: str | None) -> DueText:
    state = DueState.SOON if due - now < SOON else DueState.ON_TIME
    days = (due.date() - now.date()).days
    if days == 0:
        return DueText(DueState.SOON, _("Hôm nay, %(time)s") % {"time": f"{due:%H:%M}"})
    return DueText(state, _days_left(days, language))


@lru_cache(maxsize=1024)
def _days_left(days: int, _language: str | None) -> str:
    return ngettext("Còn %(count)d ngày", "Còn %(count)d ngày", days) % {"count": days}
