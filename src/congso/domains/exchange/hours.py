"""The hour of a document that must be there by then (hỏa tốc hẹn giờ): ``DueDate`` has a day only, so it is said in ``Content`` (unverified)."""

from __future__ import annotations

import re
from datetime import datetime

from congso.core import clock

_SAID = re.compile(r"Hỏa tốc hẹn giờ: phải đến nơi trước (\d{2}) giờ (\d{2}), ngày (\d{2})/(\d{2})/(\d{4})\.")


def with_hour(subject: str, arrive_by: str) -> str:
    """The summary of a message: its subject, and behind it the hour of one that has one (as ISO)."""
    if not arrive_by:
        return subject
    at = clock.local(datetime.fromisoformat(arrive_by))
    return f"{subject.rstrip('.')}. Hỏa tốc hẹn giờ: phải đến nơi trước {at:%H} giờ {at:%M}, ngày {at:%d/%m/%Y}."


def hour_in(content: str | None) -> datetime | None:
    """The hour that a message of another agency's, or of ours, says; none where it says none."""
    found = _SAID.search(content or "")
    if found is None:
        return None
    hour, minute, day, month, year = map(int, found.groups())
    try:
        return datetime(year, month, day, hour, minute, tzinfo=clock.VIETNAM)
    except ValueError:
        return None
