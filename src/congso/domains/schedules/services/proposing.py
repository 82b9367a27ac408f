"""Units propose entries; the office takes them into the calendar or says why not."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.core.text import nfc
from congso.domains.schedules.enums import Change, EntryState
from congso.domains.schedules.errors import AnswerNeeded, EntryClosed
from congso.domains.schedules.models import Entry, Week
from congso.domains.schedules.policies import (
    proposing_units,
    require_can_propose,
    require_can_publish,
    require_visible,
)
from congso.domains.schedules.services.writing import (
    EntryIn,
    after_publication,
    fill,
    keep_version,
    lock_entry,
    lock_week,
    store,
    tell,
    warn,
    words_of,
)
from congso.foundation.audit.writing import write_action


def propose_entry(*, actor: Actor, agency_id: int, given: EntryIn) -> Entry:
    """Propose an entry in one's unit's name (đề xuất lịch). Raises NotAllowed, and what ``fill`` raises."""
    with write_action("schedules.propose_entry", actor=actor) as action:
        unit_id = require_can_propose(actor, agency_id)
        week = lock_week(agency_id, given.day)
        entry = Entry(
            week=week, agency_id=agency_id, state=EntryState.PROPOSED, proposing_unit_id=unit_id,
            created_by=actor.account_id, created_by_name=actor.name,
        )  # fmt: skip
        fill(action, entry, week, given)
        store(action, entry, week)
        action.record(entry, day=entry.day, unit=unit_id)
    return entry


def _lock_proposal(actor: Actor, entry_id: UUID, seen: int | None) -> tuple[Entry, Week]:
    require_visible(actor, entry_id)
    entry, week = lock_entry(entry_id, seen)
    if entry.state != EntryState.PROPOSED:
        raise EntryClosed
    return entry, week


def accept_proposal(
    *, actor: Actor, entry_id: UUID, seen: int | None, reason: str = "", clash_confirmed: bool = False,
    day_off_confirmed: bool = False,
) -> Entry:  # fmt: skip
    """Take a proposal into the calendar (duyệt); into a published week as bổ sung.

    Raises NotVisible, EntryMoved, EntryClosed, NotAllowed, DayOff, LeaderBusy, ReasonNeeded.
    """
    with write_action("schedules.accept_proposal", actor=actor) as action:
        entry, week = _lock_proposal(actor, entry_id, seen)
        require_can_publish(actor, entry.agency_id)
        warn(action, entry, clash_confirmed=clash_confirmed, day_off_confirmed=day_off_confirmed)
        entry.state, entry.answered_by_name = EntryState.IN, actor.name
        after_publication(action, week, entry, Change.ADDED, reason)
        store(action, entry, week)
        people: list[int | None] = [entry.created_by]
        if week.version:
            keep_version(action, week, Change.ADDED, entry=entry)
            people += [*entry.leaders, *entry.people]
        tell(action, people, _("Đã đưa vào lịch công tác"), words_of(entry), week)
        action.record(entry, day=entry.day, version=week.version)
    return entry


def refuse_proposal(*, actor: Actor, entry_id: UUID, seen: int | None, answer: str) -> Entry:
    """Do not take a proposal (không duyệt), with the reason. Raises NotVisible, EntryMoved, EntryClosed, NotAllowed, AnswerNeeded."""
    with write_action("schedules.refuse_proposal", actor=actor) as action:
        entry, week = _lock_proposal(actor, entry_id, seen)
        require_can_publish(actor, entry.agency_id)
        if not answer.strip():
            raise AnswerNeeded(field="answer")
        entry.state, entry.answered_by_name = EntryState.REFUSED, actor.name
        entry.answer = nfc(answer, collapse=True)[:500]
        store(action, entry, week)
        tell(action, [entry.created_by], _("Đề xuất lịch không được duyệt"), f"{words_of(entry)}. {entry.answer}", week)
        action.record(entry, day=entry.day, answer=entry.answer)
    return entry


def withdraw_proposal(*, actor: Actor, entry_id: UUID, seen: int | None) -> Entry:
    """The unit takes its proposal back (rút đề xuất). Raises NotVisible, EntryMoved, EntryClosed, NotAllowed."""
    with write_action("schedules.withdraw_proposal", actor=actor) as action:
        entry, week = _lock_proposal(actor, entry_id, seen)
        if entry.proposing_unit_id not in proposing_units(actor, entry.agency_id):
            raise NotAllowed
        entry.state = EntryState.WITHDRAWN
        store(action, entry, week)
        action.record(entry, day=entry.day)
    return entry
