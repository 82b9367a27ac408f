"""The published calendar as everybody may read it: only where it was opened, only what is marked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.schedules.enums import EntryState
from congso.domains.schedules.models import Entry, PublicCalendar, Week
from congso.domains.schedules.policies import SHOWN, agency_of, require_can_publish
from congso.domains.schedules.queries import DaysOfWeek
from congso.domains.schedules.wording import monday_of, people_names, time_text, weekday_name
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True, slots=True)
class PublicLine:
    """An entry in the words that leave the office: no people but the leaders, no notes, no documents."""

    time: str
    content: str
    presides: str
    place: str
    postponed: bool


@dataclass(frozen=True)
class PublicWeek(DaysOfWeek):
    """A week of an agency for everybody; without a publication it has no days."""

    agency: str
    code: str
    published_at: object
    days: list[tuple[str, date, list[PublicLine]]]


def public_week(*, code: str, on: date) -> PublicWeek:
    """The week of a day of the agency with this identifier; asks nobody who they are. Raises NotVisible where it is not open."""
    agency = next((node for node in tree().nodes.values() if node.identifier == code and node.is_agency), None)
    if agency is None or not PublicCalendar.objects.filter(agency_id=agency.id, is_open=True).exists():
        raise NotVisible
    monday = monday_of(on)
    week = Week.objects.filter(agency_id=agency.id, monday=monday, version__gt=0).first()
    rows = Entry.objects.filter(week=week, state__in=SHOWN, is_public=True, internal=False) if week else Entry.objects.none()
    entries = sorted(rows, key=lambda row: (row.day, row.span, row.pk))
    days = [monday + timedelta(days=place) for place in range(7)] if week else []
    shown = [(weekday_name(day), day, [_line(row) for row in entries if row.day == day]) for day in days]
    return PublicWeek(monday, agency.name, code, week.published_at if week else None,
                      [each for each in shown if each[2] or each[1].weekday() < 5])  # fmt: skip


def _line(row: Entry) -> PublicLine:
    return PublicLine(time_text(row), row.content, ", ".join(people_names(row.leaders)), row.place, row.state == EntryState.POSTPONED)


@dataclass(frozen=True)
class PublicSetting:
    """Whether the agency's calendar is open, since when and by whom, and under which code."""

    agency_id: int
    agency: str
    code: str
    row: PublicCalendar | None
    marked: int
    """How many coming entries are marked public."""


def public_setting(*, viewer: Actor, chosen: int | None = None) -> PublicSetting:
    """For who keeps the calendar. Raises NotAllowed, NotVisible."""
    agency_id = agency_of(viewer, chosen)
    require_can_publish(viewer, agency_id)
    node = tree().get(agency_id)
    marked = Entry.objects.filter(agency_id=agency_id, day__gte=clock.today(), is_public=True, internal=False, state__in=SHOWN).count()
    return PublicSetting(agency_id, node.name, node.identifier, PublicCalendar.objects.filter(agency_id=agency_id).first(), marked)
