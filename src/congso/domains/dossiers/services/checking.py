"""How long a centre may take to check what came in online."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from congso.domains.dossiers.models import CheckRule
from congso.foundation.calendar.deadlines import due
from congso.foundation.calendar.limits import TimeLimit, TimeUnit
from congso.foundation.casework.deadlines import schedule_of
from congso.foundation.casework.services import Opening
from congso.foundation.orgs.epoch import remembered

WITHOUT_A_RULE = Decimal(8)
"""Working hours, where the province has set nothing; the figure of NĐ 118/2025 is unverified."""


@dataclass(frozen=True, slots=True)
class CheckTime:
    """The rule of a day."""

    hours: Decimal
    citation: str


def check_time(on: date) -> CheckTime:
    """Within how many working hours what comes in online on a day is checked."""
    for begin, hours, citation in _rules():
        if begin <= on:
            return CheckTime(hours, citation)
    return CheckTime(WITHOUT_A_RULE, "")


@remembered(largest=1)
def _rules() -> tuple[tuple[date, Decimal, str], ...]:
    return tuple(CheckRule.objects.order_by("-valid_from").values_list("valid_from", "hours", "citation"))


def wait_for_check(opening: Opening) -> None:
    """Let a case begin at its first step, with the time for checking as its only limit."""
    at = opening.opened_at
    hours = check_time(at.date()).hours
    opening.first_is_done, opening.event = False, "submitted"
    opening.limit_amount, opening.limit_unit, opening.limit_cutoff = hours, str(TimeUnit.HOURS), None
    opening.due_at = due(schedule_of(opening.receiving_unit_id, at), at, TimeLimit(hours, TimeUnit.HOURS)).at
