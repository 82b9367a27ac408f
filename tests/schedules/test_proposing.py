"""Units propose, the office answers."""

from __future__ import annotations

import pytest

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.enums import Change, EntryState, Part
from congso.domains.schedules.errors import AnswerNeeded, EntryClosed, EntryMoved, LeaderBusy, ReasonNeeded
from congso.domains.schedules.models import Entry, WeekVersion
from congso.domains.schedules.queries import proposals, waiting_count, week_page
from congso.domains.schedules.services import (
    accept_proposal,
    propose_entry,
    refuse_proposal,
    withdraw_proposal,
)
from congso.foundation.audit.models import AuditEntry
from congso.foundation.notifications.models import Notice
from tests.schedules.makers import a_monday, make_entry, make_given, make_proposal, publish


def test_a_proposal_waits_and_stands_in_no_calendar(office: Office) -> None:
    made = make_proposal(office)

    assert (made.state, made.proposing_unit_id) == (EntryState.PROPOSED, office.units["phuong-kt"])
    assert waiting_count(viewer=office.registry) == 1
    assert waiting_count(viewer=office.actor("truongkinhte")) == 0
    assert week_page(viewer=office.registry, on=a_monday()).is_empty
    assert [line.id for line in proposals(viewer=office.registry).lines] == [made.pk]
    assert [line.id for line in proposals(viewer=office.actor("truongkinhte")).lines] == [made.pk]
    assert proposals(viewer=office.officer).lines == []


def test_only_heads_propose(office: Office) -> None:
    for username in ("chuyenvien", "motcua", "sotruong"):
        with pytest.raises(NotAllowed):
            propose_entry(actor=office.actor(username), agency_id=office.units["phuong"], given=make_given(office))
    assert not Entry.objects.exists()
    assert AuditEntry.objects.filter(outcome="refused", action="schedules.propose_entry").count() == 3


def test_an_accepted_proposal_is_in_the_calendar_and_the_head_is_told(office: Office) -> None:
    made = make_proposal(office)
    taken = accept_proposal(actor=office.registry, entry_id=made.pk, seen=made.revision, day_off_confirmed=True)

    assert (taken.state, taken.change, taken.answered_by_name) == (EntryState.IN, "", "Huỳnh Kim Liên")
    assert list(Notice.objects.filter(kind="schedules.told").values_list("account_id", flat=True)) == [office.accounts["truongkinhte"]]
    with pytest.raises(EntryClosed):
        accept_proposal(actor=office.registry, entry_id=made.pk, seen=None)
    with pytest.raises(EntryMoved):
        accept_proposal(actor=office.registry, entry_id=made.pk, seen=1)


def test_the_clash_is_looked_for_again_and_a_published_week_wants_a_reason(office: Office) -> None:
    made = make_proposal(office)
    make_entry(office)
    publish(office)

    with pytest.raises(LeaderBusy):
        accept_proposal(actor=office.registry, entry_id=made.pk, seen=None, reason="x", day_off_confirmed=True)
    with pytest.raises(ReasonNeeded):
        accept_proposal(actor=office.registry, entry_id=made.pk, seen=None, clash_confirmed=True, day_off_confirmed=True)
    taken = accept_proposal(
        actor=office.registry, entry_id=made.pk, seen=None, reason="Việc gấp", clash_confirmed=True, day_off_confirmed=True
    )
    assert (taken.change, WeekVersion.objects.count()) == (Change.ADDED, 2)


def test_a_refusal_says_why(office: Office) -> None:
    made = make_proposal(office)
    with pytest.raises(AnswerNeeded):
        refuse_proposal(actor=office.registry, entry_id=made.pk, seen=None, answer=" ")
    with pytest.raises(NotAllowed):
        refuse_proposal(actor=office.actor("truongkinhte"), entry_id=made.pk, seen=None, answer="x")
    with pytest.raises(NotVisible):
        refuse_proposal(actor=office.officer, entry_id=made.pk, seen=None, answer="x")
    assert Entry.objects.get().state == EntryState.PROPOSED

    refused = refuse_proposal(actor=office.registry, entry_id=made.pk, seen=None, answer="Trùng họp tỉnh")

    assert (refused.state, refused.answer) == (EntryState.REFUSED, "Trùng họp tỉnh")
    assert "Trùng họp tỉnh" in Notice.objects.get(kind="schedules.told").text


def test_only_the_unit_takes_its_proposal_back(office: Office) -> None:
    made = make_proposal(office)
    with pytest.raises(NotAllowed):
        withdraw_proposal(actor=office.registry, entry_id=made.pk, seen=None)
    assert withdraw_proposal(actor=office.actor("truongkinhte"), entry_id=made.pk, seen=None).state == EntryState.WITHDRAWN
    with pytest.raises(EntryClosed):
        withdraw_proposal(actor=office.actor("truongkinhte"), entry_id=made.pk, seen=None)


def test_the_list_turns_by_key(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congso.domains.schedules.queries.PAGE_SIZE", 1)
    first, second = make_proposal(office), make_proposal(office, part=Part.AFTERNOON)

    page = proposals(viewer=office.registry)
    assert [line.id for line in page.lines] == [second.pk]
    rest = proposals(viewer=office.registry, after=second.pk)
    assert ([line.id for line in rest.lines], rest.older) == ([first.pk], "")
