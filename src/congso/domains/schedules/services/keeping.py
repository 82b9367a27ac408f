"""The office keeps the calendar: add, change, postpone, publish."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.domains.schedules.enums import Change, EntryState
from congso.domains.schedules.errors import AlreadyPublished, EntryClosed, NothingToPublish, WeekMoved
from congso.domains.schedules.models import Entry, Week
from congso.domains.schedules.policies import require_can_publish, require_visible
from congso.domains.schedules.services.writing import (
    EntryIn,
    after_publication,
    fill,
    keep_version,
    lock_entry,
    lock_week,
    store,
    tell,
    words_of,
)
from congso.foundation.audit.writing import write_action


def add_entry(*, actor: Actor, agency_id: int, given: EntryIn, reason: str = "") -> Entry:
    """Write an entry into the agency's calendar (ghi lịch); in a published week it is shown as bổ sung, with the reason.

    Raises NotAllowed, ReasonNeeded, and what ``fill`` raises.
    """
    with write_action("schedules.add_entry", actor=actor) as action:
        require_can_publish(actor, agency_id)
        week = lock_week(agency_id, given.day)
        entry = Entry(
            week=week, agency_id=agency_id, state=EntryState.IN, created_by=actor.account_id, created_by_name=actor.name
        )
        fill(action, entry, week, given)
        after_publication(action, week, entry, Change.ADDED, reason)
        store(action, entry, week)
        if week.version:
            keep_version(action, week, Change.ADDED, entry=entry)
            tell(action, [*entry.leaders, *entry.people], _("Bổ sung lịch công tác"), words_of(entry), week)
        action.record(entry, day=entry.day, version=week.version)
    return entry


def change_entry(*, actor: Actor, entry_id: UUID, seen: int | None, given: EntryIn, reason: str = "") -> Entry:
    """Change an entry; after publication it is shown as điều chỉnh, with the reason.

    Raises NotVisible, NotAllowed, EntryMoved, EntryClosed, ReasonNeeded, and what ``fill`` raises.
    """
    with write_action("schedules.change_entry", actor=actor) as action:
        require_visible(actor, entry_id)
        entry, week = lock_entry(entry_id, seen)
        require_can_publish(actor, entry.agency_id)
        if entry.state not in {EntryState.IN, EntryState.POSTPONED}:
            raise EntryClosed
        before = [*entry.leaders, *entry.people]
        fill(action, entry, week, given)
        entry.state = EntryState.IN
        after_publication(action, week, entry, Change.ADJUSTED, reason)
        store(action, entry, week)
        if week.version:
            keep_version(action, week, Change.ADJUSTED, entry=entry)
            told = [*before, *entry.leaders, *entry.people]
            tell(action, told, _("Điều chỉnh lịch công tác"), words_of(entry), week)
        action.record(entry, day=entry.day, version=week.version)
    return entry


def postpone_entry(*, actor: Actor, entry_id: UUID, seen: int | None, reason: str = "") -> Entry:
    """Take an entry off: a published one stays in sight as hoãn with the reason, one of a draft week is dropped.

    Raises NotVisible, NotAllowed, EntryMoved, EntryClosed, ReasonNeeded.
    """
    with write_action("schedules.postpone_entry", actor=actor) as action:
        require_visible(actor, entry_id)
        entry, week = lock_entry(entry_id, seen)
        require_can_publish(actor, entry.agency_id)
        if entry.state != EntryState.IN:
            raise EntryClosed
        entry.state = EntryState.POSTPONED if week.version else EntryState.DROPPED
        after_publication(action, week, entry, Change.POSTPONED, reason)
        store(action, entry, week)
        if week.version:
            keep_version(action, week, Change.POSTPONED, entry=entry)
            tell(action, [*entry.leaders, *entry.people], _("Hoãn lịch công tác"), words_of(entry), week)
        action.record(entry, day=entry.day, version=week.version)
    return entry


def publish_week(*, actor: Actor, agency_id: int, monday: date, seen: int | None) -> Week:
    """Publish the week's calendar (công bố lịch công tác tuần) as its first version, and tell who takes part.

    Raises NotAllowed, WeekMoved, AlreadyPublished, NothingToPublish.
    """
    with write_action("schedules.publish_week", actor=actor) as action:
        require_can_publish(actor, agency_id)
        week = lock_week(agency_id, monday)
        if week.version:
            raise AlreadyPublished
        if seen is not None and seen != week.revision:
            raise WeekMoved
        rows = list(Entry.objects.filter(week=week, state=EntryState.IN))
        if not rows:
            raise NothingToPublish
        keep_version(action, week, Change.PUBLISHED)
        people = [account for row in rows for account in [*row.leaders, *row.people]]
        told = _("Tuần từ %(first)s đến %(last)s") % {"first": f"{week.monday:%d/%m/%Y}", "last": f"{week.sunday:%d/%m/%Y}"}
        tell(action, people, _("Đã công bố lịch công tác tuần"), told, week)
        action.record(week, agency=agency_id, monday=week.monday, entries=len(rows))
    return week
