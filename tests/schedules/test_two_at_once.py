"""Two people press at the same moment: one wins, the other is told."""

from __future__ import annotations

import pytest

from congso.domains.dossiers.tests.makers import make_office
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.domains.schedules.errors import (
    AlreadyPublished,
    EntryClosed,
    EntryMoved,
    LeaderBusy,
)
from congso.domains.schedules.models import Entry, Feed, WeekVersion
from congso.domains.schedules.services import (
    accept_proposal,
    change_entry,
    make_feed,
    postpone_entry,
    refuse_proposal,
    withdraw_proposal,
)
from tests.schedules.makers import make_entry, make_given, make_proposal, publish

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(found: list[object]) -> list[str]:
    """Names of what came back, in a steady order."""
    return sorted(type(each).__name__ for each in found)


def test_of_two_presses_one_wins() -> None:
    office = make_office()

    assert kinds(both(lambda: make_entry(office), lambda: make_entry(office))) == ["Entry", LeaderBusy.__name__]
    entry = Entry.objects.get()
    assert kinds(both(lambda: publish(office), lambda: publish(office))) == [AlreadyPublished.__name__, "Week"]
    assert WeekVersion.objects.count() == 1

    def change() -> Entry:
        given = make_given(office, clash_confirmed=True)
        return change_entry(actor=office.registry, entry_id=entry.pk, seen=1, given=given, reason="x")

    assert kinds(both(change, change)) == ["Entry", EntryMoved.__name__]
    off = both(*[lambda: postpone_entry(actor=office.registry, entry_id=entry.pk, seen=None, reason="x")] * 2)
    assert kinds(off) == ["Entry", EntryClosed.__name__]
    assert [row.number for row in WeekVersion.objects.all()] == [1, 2, 3]


def test_a_proposal_is_answered_once() -> None:
    office = make_office()
    made = make_proposal(office)

    answered = both(
        lambda: accept_proposal(actor=office.registry, entry_id=made.pk, seen=None, day_off_confirmed=True),
        lambda: refuse_proposal(actor=office.head, entry_id=made.pk, seen=None, answer="x"),
    )
    assert kinds(answered) == ["Entry", EntryClosed.__name__]
    second = make_proposal(office, clash_confirmed=True)
    back = both(*[lambda: withdraw_proposal(actor=office.actor("truongkinhte"), entry_id=second.pk, seen=None)] * 2)
    assert kinds(back) == ["Entry", EntryClosed.__name__]


def test_of_two_addresses_made_at_once_one_holds() -> None:
    office = make_office()

    both(lambda: make_feed(actor=office.clerk), lambda: make_feed(actor=office.clerk))

    assert Feed.objects.filter(revoked_at=None).count() == 1
    assert Feed.objects.count() == 2
