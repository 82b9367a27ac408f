"""What every service of the calendar does: lock the week, check an entry's words, keep a version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.documents.facade import require_document
from congso.domains.schedules.enums import Change, EntryState, Part
from congso.domains.schedules.errors import (
    DayOff,
    EntryMoved,
    LeaderBusy,
    NobodyPresides,
    OtherWeek,
    ReasonNeeded,
    TimesWrong,
    WrongPeople,
)
from congso.domains.schedules.models import Entry, Week, WeekVersion
from congso.domains.schedules.policies import SHOWN, may_publish
from congso.domains.schedules.queries import Clash, clashes, leaders_of, members_of
from congso.domains.schedules.wording import (
    monday_of,
    people_names,
    preparing,
    taking_part,
    time_text,
    weekday_name,
)
from congso.foundation.audit.writing import WriteAction
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.wording import in_vietnamese


@dataclass(frozen=True)
class EntryIn:
    """What the form says of an entry."""

    day: date
    part: str
    content: str
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    leaders: Sequence[int] = ()
    """The presiding one first."""
    people: Sequence[int] = ()
    units: Sequence[int] = ()
    others: str = ""
    preparing_unit_id: int | None = None
    document_id: UUID | None = None
    note: str = ""
    internal: bool = False
    is_public: bool = False
    """Shown to everybody where the calendar is open; never what is internal."""
    clash_confirmed: bool = False
    day_off_confirmed: bool = False


def lock_week(agency_id: int, day: date) -> Week:
    """The week of a day, made when it is the first of its entries; whoever writes in it waits here."""
    week, _made = Week.objects.get_or_create(agency_id=agency_id, monday=monday_of(day))
    return Week.objects.select_for_update().get(pk=week.pk)


def lock_entry(entry_id: UUID, seen: int | None) -> tuple[Entry, Week]:
    """The entry with its week, locked in this order; raises NotVisible, EntryMoved when it changed since it was shown."""
    week_id = Entry.objects.filter(pk=entry_id).values_list("week_id", flat=True).first()
    if week_id is None:
        raise NotVisible
    week = Week.objects.select_for_update().get(pk=week_id)
    entry = Entry.objects.select_for_update().get(pk=entry_id)
    if seen is not None and seen != entry.revision:
        raise EntryMoved
    return entry, week


def fill(action: WriteAction, entry: Entry, week: Week, given: EntryIn) -> None:
    """Check the words and put them into the entry.

    Raises OtherWeek, TimesWrong, NobodyPresides, WrongPeople, NotVisible (of the document), DayOff, LeaderBusy.
    """
    _require_sound(week, given)
    if given.document_id is not None and given.document_id != entry.document_id:
        require_document(viewer=action.actor, document_id=given.document_id)
    timed = given.part == Part.TIMED
    entry.day, entry.part = given.day, given.part
    entry.begins, entry.ends = (given.begins, given.ends) if timed else (None, None)
    entry.leaders, entry.people, entry.units = list(given.leaders), list(given.people), list(given.units)
    entry.content, entry.place = nfc(given.content.strip()), nfc(given.place, collapse=True)
    entry.others, entry.note = nfc(given.others, collapse=True), nfc(given.note, collapse=True)
    entry.preparing_unit_id, entry.document_id, entry.internal = given.preparing_unit_id, given.document_id, given.internal
    entry.is_public = given.is_public and not given.internal
    warn(action, entry, clash_confirmed=given.clash_confirmed, day_off_confirmed=given.day_off_confirmed)


def _require_sound(week: Week, given: EntryIn) -> None:
    if monday_of(given.day) != week.monday:
        raise OtherWeek(field="day")
    if given.part == Part.TIMED and (given.begins is None or (given.ends is not None and given.ends <= given.begins)):
        raise TimesWrong(field="begins")
    if not given.leaders:
        raise NobodyPresides(field="presides")
    if not set(given.leaders) <= leaders_of(week.agency_id).keys():
        raise WrongPeople(field="presides")
    if not set(given.people) <= members_of(week.agency_id).keys():
        raise WrongPeople(field="people")
    parts = tree().part_of_agency(week.agency_id)
    if not {*given.units, *filter(None, [given.preparing_unit_id])} <= parts:
        raise WrongPeople(field="units")


def warn(action: WriteAction, entry: Entry, *, clash_confirmed: bool, day_off_confirmed: bool) -> None:
    """Raises DayOff and LeaderBusy unless they were confirmed."""
    hours = schedule_for(entry.agency_id, entry.day)
    if not day_off_confirmed and not hours.is_working_day(entry.day):
        why = hours.name_of(entry.day) or weekday_name(entry.day)
        raise DayOff(field="day", day=f"{entry.day:%d/%m/%Y}", why=why)
    found = [] if clash_confirmed else clashes(entry)
    if found:
        knows = may_publish(action.actor, entry.agency_id)
        raise LeaderBusy(field="presides", clashes="; ".join(_clash_words(each, with_content=knows) for each in found))


def _clash_words(clash: Clash, *, with_content: bool) -> str:
    """Who proposes learns that the leader is taken, not by what."""
    said = _("%(name)s đã có lịch %(time)s") % {"name": clash.name, "time": clash.time}
    return f"{said} ({clash.content[:120]})" if with_content else said


def store(action: WriteAction, entry: Entry, week: Week) -> None:
    """Save the entry as one revision more of itself and of its week."""
    entry.revision += 1
    entry.updated_at = action.at
    entry.save()
    week.revision += 1
    week.save(update_fields=["revision"])


def after_publication(action: WriteAction, week: Week, entry: Entry, kind: Change, reason: str) -> None:
    """A change of a published week is marked, says why, and makes a new version; raises ReasonNeeded."""
    if not week.version:
        return
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    entry.change, entry.change_reason = kind, nfc(reason, collapse=True)[:500]


def keep_version(action: WriteAction, week: Week, kind: Change, *, entry: Entry | None = None) -> None:
    """Count the week's version up and keep its lines as they stand."""
    week.version += 1
    week.published_at, week.published_by_name = action.at, action.actor.name
    week.save(update_fields=["version", "published_at", "published_by_name"])
    rows = Entry.objects.filter(week=week, state__in=SHOWN)
    with in_vietnamese():
        lines = [_kept(row) for row in sorted(rows, key=lambda row: (row.day, row.span, row.pk))]
    WeekVersion.objects.create(
        week=week, number=week.version, kind=kind, entry_id=entry.pk if entry else None,
        reason=entry.change_reason if entry else "", at=action.at, by=action.actor.account_id, by_name=action.actor.name,
        lines=lines,
    )  # fmt: skip


def _kept(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.pk), "day": entry.day.isoformat(), "time": time_text(entry), "content": entry.content, "place": entry.place,
        "presides": ", ".join(people_names(entry.leaders)), "part": taking_part(entry), "prepares": preparing(entry),
        "note": entry.note, "postponed": entry.state == EntryState.POSTPONED, "change": entry.change,
        "reason": entry.change_reason, "internal": entry.internal,
        "accounts": [*entry.leaders, *entry.people], "units": [*entry.units, *filter(None, [entry.preparing_unit_id])],
    }  # fmt: skip


def tell(action: WriteAction, accounts: Iterable[int | None], title: str, text: str, week: Week) -> None:
    """Let people know, each once and never of what they did themselves."""
    url = f"{reverse('schedules:week')}?tuan={week.monday}"
    people = {each for each in accounts if each is not None and each != action.actor.account_id}
    write_notices(action, [NoticeIn(each, "schedules.told", title, text[:300], url) for each in sorted(people)])


def words_of(entry: Entry) -> str:
    """When and what, for a notice."""
    return f"{weekday_name(entry.day)} {entry.day:%d/%m/%Y}, {time_text(entry)}: {entry.content}"
