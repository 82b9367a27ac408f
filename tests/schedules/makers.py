"""Entries of the small province's ward."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.enums import Part
from congso.domains.schedules.models import Entry, Week
from congso.domains.schedules.services import EntryIn, add_entry, propose_entry, publish_week
from congso.domains.schedules.wording import monday_of


def a_monday() -> date:
    """The Monday of this week; days off are confirmed by the makers, so that any day of the year will do."""
    return monday_of(clock.today())


def make_given(office: Office, **changes: Any) -> EntryIn:
    """A meeting of the chairwoman on Tuesday morning."""
    values: dict[str, Any] = {
        "day": a_monday() + timedelta(days=1), "part": Part.TIMED, "begins": time(8), "ends": time(10), "content": "Họp giao ban",
        "place": "Phòng họp 1", "leaders": [office.accounts["lanhdao"]], "people": [office.accounts["truongphong"]],
        "units": [office.units["phuong-kt"]], "preparing_unit_id": office.units["phuong-vp"], "day_off_confirmed": True,
    }  # fmt: skip
    return EntryIn(**(values | changes))


def make_entry(office: Office, *, reason: str = "", **changes: Any) -> Entry:
    """An entry that the registry clerk wrote."""
    return add_entry(actor=office.registry, agency_id=office.units["phuong"], given=make_given(office, **changes), reason=reason)


def make_proposal(office: Office, **changes: Any) -> Entry:
    """What the head of the economic division proposed."""
    return propose_entry(actor=office.actor("truongkinhte"), agency_id=office.units["phuong"], given=make_given(office, **changes))


def publish(office: Office) -> Week:
    """The week, published."""
    return publish_week(actor=office.registry, agency_id=office.units["phuong"], monday=a_monday(), seen=None)
