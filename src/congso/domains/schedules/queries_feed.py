"""The calendar for calendar programs: a week as a download, one's own entries under a secret address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.schedules.enums import EntryState, Part
from congso.domains.schedules.ics import Event, calendar, whole_day
from congso.domains.schedules.models import Entry, Feed, Week
from congso.domains.schedules.models.entry import NOON
from congso.domains.schedules.policies import SHOWN, agencies_of, agency_of, takes_part, visible_to
from congso.domains.schedules.queries import feed_hash
from congso.domains.schedules.wording import monday_of, people_names, preparing, taking_part, time_text
from congso.foundation.calendar.queries import weekly_hours
from congso.foundation.orgs.queries import tree
from congso.foundation.people.models import Account
from congso.foundation.people.queries import actor_for
from congso.foundation.printing.wording import in_vietnamese

BACK, AHEAD = timedelta(days=60), timedelta(days=180)
"""How far the feed looks: what is older is in the weeks' own pages."""


def _at(entry: Entry, moment: time) -> datetime:
    return datetime.combine(entry.day, moment, tzinfo=clock.VIETNAM)


def _office_hours(entry: Entry) -> tuple[datetime, datetime] | None:
    """The office's hours in that half of that day; None when it has none (a week-end)."""
    hours = [each for each in weekly_hours(entry.agency_id, entry.day) if each.weekday == entry.day.weekday()]
    half = [each for each in hours if (each.start < NOON) == (entry.part == Part.MORNING)]
    if not half:
        return None
    begin, end = min(each.start for each in half), max(each.end for each in half)
    return _at(entry, time(begin // 60, begin % 60)), _at(entry, time(end // 60, end % 60))


def event_of(entry: Entry) -> Event:
    """The entry as an event: the same UID for ever, a SEQUENCE that grows, CANCELLED when postponed."""
    half = _office_hours(entry) if entry.part in {Part.MORNING, Part.AFTERNOON} else None
    summary = entry.content
    when: tuple[datetime | date, datetime | date | None]
    if entry.part == Part.TIMED and entry.begins is not None:
        when = _at(entry, entry.begins), _at(entry, entry.ends) if entry.ends else None
    elif half is not None:
        when = half
    else:
        when = whole_day(entry.day)
        summary = summary if entry.part == Part.WHOLE else f"{time_text(entry)}: {summary}"
    return Event(
        uid=f"{entry.pk}@lich-cong-tac.congso", sequence=entry.revision, changed_at=entry.updated_at, begins=when[0], ends=when[1],
        summary=summary, location=entry.place, description=_description(entry),
        cancelled=entry.state == EntryState.POSTPONED, private=entry.internal,
    )  # fmt: skip


def _description(entry: Entry) -> str:
    said = [
        (_("Chủ trì"), ", ".join(people_names(entry.leaders[:1]))), (_("Cùng dự"), ", ".join(people_names(entry.leaders[1:]))),
        (_("Thành phần"), taking_part(entry)), (_("Chuẩn bị"), preparing(entry)), (_("Ghi chú"), entry.note),
        (_("Lý do thay đổi"), entry.change_reason),
    ]  # fmt: skip
    return "\n".join(f"{label}: {text}" for label, text in said if text)


def _written(name: str, rows: Iterable[Entry]) -> bytes:
    with in_vietnamese():
        return calendar(name, [event_of(row) for row in rows])


def week_calendar(*, viewer: Actor, on: date, chosen: int | None = None) -> bytes:
    """The published week of a day of the viewer's agency, as the viewer may see it; raises NotVisible before publication."""
    agency_id, monday = agency_of(viewer, chosen), monday_of(on)
    if not Week.objects.filter(agency_id=agency_id, monday=monday, version__gt=0).exists():
        raise NotVisible
    rows = Entry.objects.filter(
        visible_to(viewer), agency_id=agency_id, day__range=(monday, monday + timedelta(days=6)), state__in=SHOWN
    ).order_by("day", "pk")
    return _written(_("Lịch công tác tuần %(number)s, %(agency)s") % {"number": monday.isocalendar().week, "agency": tree().name(agency_id)}, rows)


def feed_calendar(key: str) -> bytes:
    """What the owner of a key takes part in, or their agency's leaders do; published, from two months back to half a year ahead.

    As the owner stands today: who left the office, or takes no part any more, reads nothing. Raises NotVisible for a key
    that was never given or was taken back.
    """
    feed = Feed.objects.filter(key_hash=feed_hash(key), revoked_at=None).first()
    if feed is None or not Account.objects.filter(pk=feed.account_id, is_active=True).exists():
        raise NotVisible
    owner, today = actor_for(feed.account_id), clock.today()
    rows = Entry.objects.filter(
        visible_to(owner), week__version__gt=0, state__in=SHOWN, day__range=(today - BACK, today + AHEAD)
    ).order_by("day", "pk")
    if feed.agency_id is None:
        return _written(_("Lịch công tác: %(name)s") % {"name": owner.name}, rows.filter(takes_part(owner)))
    if feed.agency_id not in agencies_of(owner):
        raise NotVisible
    led = rows.filter(agency_id=feed.agency_id, leaders__len__gt=0)
    return _written(_("Lịch lãnh đạo: %(agency)s") % {"agency": tree().name(feed.agency_id)}, led)
