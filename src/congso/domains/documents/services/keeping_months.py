"""Keep the monthly figures of what came in, so that a year of many documents is read at once."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import TruncMonth

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.models import ArrivalMonth, Incoming, MonthTouched
from congso.domains.documents.registers.monthly import behind, calendar_hashes, count, moment
from congso.foundation.audit.writing import write_action

YEARS = 2
"""This year and those before it that statistics are kept of."""


def keep_month(*, actor: Actor, agency_id: int, month: date) -> int:
    """Count a month of an agency and keep it; how many documents it has.

    What changes meanwhile leaves its own mark and is counted until the next time: marks are taken away before the counting,
    and only those of changes that the counting sees.
    """
    with write_action("documents.keep_month", actor=actor) as action:
        MonthTouched.objects.filter(agency_id=agency_id, month=month).delete()
        until = max(clock.local(action.at).date(), behind(month))
        found = count(agency_id, [month])
        ArrivalMonth.objects.filter(agency_id=agency_id, month=month).delete()
        whole = ArrivalMonth(agency_id=agency_id, month=month, until=until, calendar=calendar_hashes(agency_id, [(month, until)])[0])
        ArrivalMonth.objects.bulk_create([whole, *(
            ArrivalMonth(
                agency_id=agency_id, month=month, unit_id=unit, until=until, arrived=tally.arrived, in_time=tally.in_time,
                late=tally.late, timed=tally.timed, minutes=tally.minutes, waits=dict(tally.waits),
            )
            for (unit, _month), tally in found.items()
        )])  # fmt: skip
        total = sum(tally.arrived for tally in found.values())
        action.record(whole, agency=agency_id, month=month, arrived=total)
    return total


def months_to_keep() -> list[tuple[int, date]]:
    """Agencies and months that are not kept, or changed since; of the last years, the oldest first."""
    first = date(clock.today().year - YEARS + 1, 1, 1)
    rows = Incoming.objects.filter(arrived_at__gte=moment(first), arrival_number__isnull=False)
    present = rows.annotate(month=TruncMonth("arrived_at", tzinfo=clock.VIETNAM)).values_list("agency_id", "month").distinct()
    kept = set(ArrivalMonth.objects.filter(unit_id=None).values_list("agency_id", "month"))
    touched = set(MonthTouched.objects.filter(month__gte=first).values_list("agency_id", "month").distinct())
    wanted = {(agency, clock.local(month).date()) for agency, month in present}
    return sorted((wanted - kept) | touched)
