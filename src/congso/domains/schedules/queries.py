"""What the calendar's screens show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import Q

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.facade import SIGN, DocumentLine, came_in_on, document_lines, waiting_to_sign
from congso.domains.schedules.enums import Change, EntryState, Part
from congso.domains.schedules.models import Entry, Feed, Week
from congso.domains.schedules.policies import (
    SHOWN,
    agencies_of,
    agency_of,
    may_publish,
    proposing_units,
    takes_part,
    visible_to,
)
from congso.domains.schedules.wording import (
    monday_of,
    people_names,
    preparing,
    taking_part,
    time_text,
    weekday_name,
)
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.inbox import inbox_counts
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.people.roles import LEADER


@dataclass(frozen=True, slots=True)
class Clash:
    """A leader who has something else at the time."""

    name: str
    time: str
    content: str


def clashes(entry: Entry) -> list[Clash]:
    """What the entry's leaders have already in the calendar at its time, published or not."""
    begin, end = entry.span
    rows = Entry.objects.filter(
        agency_id=entry.agency_id, day=entry.day, state=EntryState.IN, leaders__overlap=entry.leaders
    ).exclude(pk=entry.pk)
    found = []
    for row in rows:
        if row.span[0] < end and begin < row.span[1]:
            both = [each for each in row.leaders if each in entry.leaders]
            found += [Clash(name, time_text(row), row.content) for name in people_names(both)]
    return found


def leaders_of(agency_id: int) -> dict[int, str]:
    """The agency's leaders today, by account."""
    return dict(holders(role=LEADER, unit_id=agency_id))


def members_of(agency_id: int) -> dict[int, str]:
    """Everybody with a seat in the agency today, by account, unit by unit."""
    found: dict[int, str] = {}
    for unit_id in parts_of(agency_id):
        found |= dict(holders(role="", unit_id=unit_id))
    return found


def parts_of(agency_id: int) -> dict[int, str]:
    """The agency and its divisions by name, in their order."""
    units = tree()
    inside = units.part_of_agency(agency_id)
    return {each: units.name(each) for each in sorted(inside, key=lambda each: (each != agency_id, units.get(each).identifier))}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a page shows it."""

    id: UUID
    day: date
    is_morning: bool
    is_timed: bool
    time: str
    content: str
    place: str
    presides: str
    attends: str
    part: str
    prepares: str
    document: DocumentLine | None
    note: str
    internal: bool
    is_public: bool
    postponed: bool
    state: str
    state_label: str
    change: str
    change_label: str
    reason: str
    proposed_by: str
    answer: str
    answered_by: str
    revision: int
    agency: str = ""
    """Whose entry it is, where the page shows those of several agencies."""


def lines_of(viewer: Actor, rows: Iterable[Entry], *, named: bool = False) -> list[Line]:
    """Rows already found visible, in the order of the day; their documents by one query, those the viewer may see.

    ``named`` says beside each whose calendar it is of.
    """
    entries = sorted(rows, key=lambda row: (row.day, row.span, row.pk))
    documents = document_lines(viewer=viewer, ids=[row.document_id for row in entries if row.document_id])
    return [_line(row, documents, tree().name(row.agency_id) if named else "") for row in entries]


def _line(row: Entry, documents: dict[UUID, DocumentLine], agency: str) -> Line:
    names, unit = people_names(row.leaders), tree().name(row.proposing_unit_id)
    return Line(
        id=row.pk, day=row.day, is_morning=row.is_morning, is_timed=row.part == Part.TIMED, time=time_text(row),
        content=row.content, place=row.place,
        presides=", ".join(names[:1]), attends=", ".join(names[1:]), part=taking_part(row), prepares=preparing(row),
        document=documents.get(row.document_id) if row.document_id else None, note=row.note, internal=row.internal, is_public=row.is_public,
        postponed=row.state == EntryState.POSTPONED, state=row.state, state_label=str(EntryState(row.state).label),
        change=row.change, change_label=str(Change(row.change).label), reason=row.change_reason,
        proposed_by=f"{row.created_by_name}, {unit}" if unit else "", answer=row.answer,
        answered_by=row.answered_by_name, revision=row.revision, agency=agency,
    )  # fmt: skip


@dataclass(frozen=True)
class Day:
    """A day of the week page."""

    day: date
    name: str
    off: str
    """Why it is not worked; empty for a working day."""
    today: bool
    lines: list[Line]


@dataclass(frozen=True)
class DaysOfWeek:
    """A week, its neighbours."""

    monday: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> date:
        """The week before."""
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        """The next week."""
        return self.monday + timedelta(days=7)


@dataclass(frozen=True)
class WeekPage(DaysOfWeek):
    """A week of an agency as the viewer may see it."""

    agency_id: int
    agency: str
    week: Week | None
    days: list[Day]
    may_publish: bool
    may_propose: bool
    waiting: int
    """Proposals that wait for the office, of any week; for who keeps the calendar."""
    own: bool = False
    agencies: list[tuple[int, str]] = field(default_factory=list)
    """Those in which the viewer sits, with their names, that of their first seat first."""
    weeks: list[tuple[str, Week | None]] = field(default_factory=list)
    """Of one's own calendar over several agencies: how far each of them has come."""

    @property
    def chosen(self) -> str:
        """What keeps the choice in an address: nothing for the agency of the first seat."""
        return f"&co-quan={self.agency_id}" if self.agencies and self.agency_id != self.agencies[0][0] else ""

    @property
    def number(self) -> int:
        """Which week of the year (ISO 8601)."""
        return self.monday.isocalendar().week

    @property
    def is_draft(self) -> bool:
        """Whether it is not published yet."""
        return self.week is None or not self.week.version

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it for the viewer."""
        return not any(day.lines for day in self.days)


def week_page(*, viewer: Actor, on: date, own: bool = False, chosen: int | None = None) -> WeekPage:
    """The week of a day: the agency's, or only where the viewer takes part (lịch của tôi). Raises NotAllowed, NotVisible."""
    agency_id, monday = agency_of(viewer, chosen), monday_of(on)
    sunday = monday + timedelta(days=6)
    rows = Entry.objects.filter(visible_to(viewer), day__range=(monday, sunday), state__in=SHOWN)
    rows = rows.filter(takes_part(viewer), week__version__gt=0) if own else rows.filter(agency_id=agency_id)
    keeps, seated = may_publish(viewer, agency_id), agencies_of(viewer)
    shown = seated if own else [agency_id]
    found = {each.agency_id: each for each in Week.objects.filter(agency_id__in=shown, monday=monday)}
    return WeekPage(
        agency_id=agency_id, agency=tree().name(agency_id), monday=monday,
        week=found.get(agency_id), weeks=[(tree().name(each), found.get(each)) for each in shown] if len(shown) > 1 else [],
        days=_days(shown, monday, lines_of(viewer, rows, named=len(shown) > 1)), may_publish=keeps,
        may_propose=bool(proposing_units(viewer, agency_id)), waiting=waiting_count(viewer=viewer) if keeps else 0, own=own,
        agencies=[(each, tree().name(each)) for each in seated],
    )  # fmt: skip


def _days(agencies: list[int], monday: date, lines: list[Line]) -> list[Day]:
    """Monday to Friday, and of the week-end what is worked in one of the agencies or has entries."""
    every, found = [schedule_for(each, monday) for each in agencies], []
    hours = every[0]
    for day in (monday + timedelta(days=place) for place in range(7)):
        works, inside = any(each.is_working_day(day) for each in every), [line for line in lines if line.day == day]
        if works or inside or day.weekday() < 5:
            off = "" if works else hours.name_of(day) or weekday_name(day)
            found.append(Day(day, weekday_name(day), off, day == clock.today(), inside))
    return found


def todays_entries(viewer: Actor) -> list[Line]:
    """The published entries of today in which the viewer takes part."""
    rows = Entry.objects.filter(
        visible_to(viewer), takes_part(viewer), day=clock.today(), state__in=SHOWN, week__version__gt=0
    )
    return lines_of(viewer, rows)


def has_entries(agency_id: int) -> bool:
    """Whether the agency's calendar was ever written in."""
    return Entry.objects.filter(agency_id=agency_id).exists()


def waiting_count(*, viewer: Actor) -> int:
    """How many proposals wait for the viewer's answer, counted up to a hundred."""
    kept = [agency for agency in agencies_of(viewer) if may_publish(viewer, agency)]
    if not kept:
        return 0
    return len(Entry.objects.filter(agency_id__in=kept, state=EntryState.PROPOSED).values_list("pk")[:100])


PAGE_SIZE, ARRIVALS = 30, 10


@dataclass(frozen=True)
class Proposals:
    """A page of proposals, newest first, with the key of the next."""

    lines: list[Line]
    older: str
    waiting: int
    may_publish: bool
    may_propose: bool


def proposals(*, viewer: Actor, after: UUID | None = None) -> Proposals:
    """What units of one's agencies proposed: all where one keeps the calendar, one's own units' where one proposes. Raises NotAllowed."""
    agency_of(viewer)
    agencies = agencies_of(viewer)
    kept = [each for each in agencies if may_publish(viewer, each)]
    own = [unit for each in agencies for unit in proposing_units(viewer, each)]
    mine = Q(agency_id__in=kept) | Q(agency_id__in=agencies, proposing_unit_id__in=own)
    rows = Entry.objects.filter(visible_to(viewer), mine, proposing_unit_id__isnull=False)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    lines = sorted(lines_of(viewer, shown, named=len(agencies) > 1), key=lambda line: line.id, reverse=True)
    older = str(shown[-1].pk) if len(found) > PAGE_SIZE else ""
    return Proposals(lines, older, waiting_count(viewer=viewer), bool(kept), bool(own))


def feed_hash(key: str) -> str:
    """What is kept of a feed's key."""
    return sha256(f"congso.schedules.feed:{key}".encode()).hexdigest()


def own_feed(*, viewer: Actor, agency_id: int | None = None) -> Feed | None:
    """The viewer's address that holds, of their own calendar or of the leaders' of an agency, without its key."""
    return Feed.objects.filter(account_id=viewer.account_id or 0, agency_id=agency_id, revoked_at=None).first()


@dataclass
class Today:
    """What today brings (trang Hôm nay)."""

    day: date
    weekday: str
    entries: list[Line] = field(default_factory=list)
    to_sign: int | None = None
    """None for who signs nothing."""
    arrivals: list[DocumentLine] = field(default_factory=list)
    """The first of what came in, and one more when there is more."""
    inbox: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    """Proposals for who keeps the calendar."""

    @property
    def shown_arrivals(self) -> list[DocumentLine]:
        """As many as the page has room for."""
        return self.arrivals[:ARRIVALS]

    @property
    def more_arrivals(self) -> bool:
        """Whether more came in."""
        return len(self.arrivals) > ARRIVALS


def today_page(*, viewer: Actor) -> Today:
    """My entries, what waits for my signature, the inbox, what came in; raises nothing for who has no seat."""
    day = clock.today()
    return Today(
        day=day, weekday=weekday_name(day), entries=todays_entries(viewer),
        to_sign=waiting_to_sign(viewer=viewer) if viewer.may(SIGN) else None,
        arrivals=came_in_on(viewer=viewer, day=day, most=ARRIVALS + 1), inbox=inbox_counts(viewer=viewer),
        waiting=waiting_count(viewer=viewer),
    )  # fmt: skip


def entries_of_document(*, viewer: Actor, document_id: UUID) -> list[Line]:
    """The entries that belong to a document, those the viewer may see."""
    rows = Entry.objects.filter(visible_to(viewer), document_id=document_id, state__in=SHOWN)
    return lines_of(viewer, rows.order_by("-day")[:20])
