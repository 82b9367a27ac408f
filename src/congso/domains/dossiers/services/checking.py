"""How long a centre may take to check what came in online."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.models import CheckRule
from congso.domains.dossiers.policies import require_can_set_check_time
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.deadlines import due
from congso.foundation.calendar.limits import TimeLimit, TimeUnit
from congso.foundation.casework.deadlines import schedule_of
from congso.foundation.casework.errors import DateInThePast
from congso.foundation.casework.services import Opening
from congso.foundation.orgs import epoch
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


def set_check_time(*, actor: Actor, valid_from: date, hours: Decimal, citation: str) -> CheckRule:
    """Set from a day on within how many working hours online dossiers are checked (thời hạn kiểm tra hồ sơ trực tuyến).

    Raises NotAllowed, DateInThePast: what has come in keeps the time it was given.
    """
    with write_action("dossiers.set_check_time", actor=actor) as action:
        require_can_set_check_time(actor)
        if valid_from < clock.today():
            raise DateInThePast(field="valid_from")
        rule, _made = CheckRule.objects.update_or_create(
            valid_from=valid_from, defaults={"hours": hours, "citation": nfc(citation.strip())}
        )
        action.record(rule, valid_from=valid_from, hours=str(hours), citation=rule.citation)
        epoch.bump()
    return rule


def wait_for_check(opening: Opening) -> None:
    """Let a case begin at its first step, with the time for checking as its only limit."""
    at = opening.opened_at
    hours = check_time(at.date()).hours
    opening.first_is_done, opening.is_promise, opening.event = False, False, "submitted"
    opening.limit_amount, opening.limit_unit, opening.limit_cutoff = hours, str(TimeUnit.HOURS), None
    opening.due_at = due(schedule_of(opening.receiving_unit_id, at), at, TimeLimit(hours, TimeUnit.HOURS)).at
