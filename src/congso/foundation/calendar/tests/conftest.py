"""What the calendar's tests share."""

from __future__ import annotations

from datetime import datetime

import pytest

from congso.core.clock import VIETNAM
from congso.foundation.calendar.standard import standard_schedule
from congso.foundation.calendar.working_time import Schedule


def moment(text: str) -> datetime:
    """A moment in Vietnam: "2026-03-02 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture(scope="session")
def schedule() -> Schedule:
    """Monday to Friday 7:00–11:30 and 13:30–17:00, with the shipped holidays."""
    return standard_schedule()
