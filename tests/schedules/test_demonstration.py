"""The demonstration's two weeks, written by the ward's own people."""

from __future__ import annotations

from datetime import timedelta

from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.enums import Change, EntryState
from congso.domains.schedules.models import Entry, Week, WeekVersion
from congso.flows.demonstration.schedules import load_schedules
from tests.schedules.makers import a_monday


def test_this_week_is_published_and_the_next_a_draft_with_proposals(office: Office) -> None:
    load_schedules()
    load_schedules()

    this, following = Week.objects.order_by("monday")
    assert (this.monday, following.monday) == (a_monday(), a_monday() + timedelta(days=7))
    assert (this.version, following.version) == (4, 0)
    kinds = list(WeekVersion.objects.values_list("kind", flat=True))
    assert kinds == [Change.PUBLISHED, Change.ADJUSTED, Change.POSTPONED, Change.ADDED]
    states = sorted(Entry.objects.filter(week=following).values_list("state", flat=True))
    assert states == [EntryState.IN] * 6 + [EntryState.PROPOSED]
    assert Entry.objects.filter(week=this).count() == 10
