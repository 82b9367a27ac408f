"""The line of events: it tells where the case stands, and nobody can change it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from congso.foundation.audit.writing import write_action
from congso.foundation.casework.authoring import chain
from congso.foundation.casework.errors import HolderNotFit, ReasonMissing
from congso.foundation.casework.history import HistoryBroken, replay, standing
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.casework.services import close, follow, reassign, undo
from congso.foundation.casework.tests.makers import Agency, make_agency, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return make_agency()


@pytest.fixture
def case(agency: Agency) -> Case:
    """Forwarded, taken back, forwarded again."""
    case = make_case(agency, chain(2400), first_is_done=True)
    with write_action("tests.forward", actor=agency.actor("head")) as action:
        follow(action, case, way_code="forward")
    with write_action("tests.undo", actor=agency.actor("head")) as action:
        undo(action, case)
    with write_action("tests.forward", actor=agency.actor("head")) as action:
        follow(action, case, way_code="forward", holder_id=agency.accounts["officer"])
    return case


def test_played_again_it_gives_where_the_case_stands(agency: Agency, case: Case) -> None:
    assert replay(CaseEvent.objects.filter(case=case)) == standing(Case.objects.get())

    with write_action("tests.close", actor=agency.actor("clerk")) as action:
        close(action, case, outcome="withdrawn", name="stopped")

    closed = replay(CaseEvent.objects.filter(case=case))
    assert closed == standing(Case.objects.get())
    assert (closed.outcome, closed.step_id) == ("withdrawn", None)


def test_work_taken_elsewhere_by_whoever_gave_it_joins_on(agency: Agency, case: Case) -> None:
    assign = Case.objects.get().version.steps.get(kind="assign")
    with pytest.raises(ReasonMissing), write_action("tests.reassign", actor=agency.actor("leader")) as action:
        reassign(action, case, step_id=assign.pk, holder_id=None, note=" ", division_id=agency.units["economy"])
    case.refresh_from_db()
    with write_action("tests.reassign", actor=agency.actor("leader")) as action:
        reassign(action, case, step_id=assign.pk, holder_id=None, note="Đúng lĩnh vực", division_id=agency.units["economy"])

    moved = Case.objects.get()
    assert (moved.holder_unit_id, moved.division_id, moved.holder_id) == (agency.units["economy"], agency.units["economy"], None)
    assert replay(CaseEvent.objects.filter(case=case)) == standing(moved)


def test_a_case_may_begin_in_the_hands_of_a_person(agency: Agency) -> None:
    case = make_case(agency, chain(2400), first_is_done=True, holder_id=agency.accounts["head"])
    assert Case.objects.get(pk=case.pk).holder_id == agency.accounts["head"]
    assert CaseEvent.objects.get(case=case).to_holder_id == agency.accounts["head"]
    with pytest.raises(HolderNotFit):
        make_case(agency, chain(2400), first_is_done=True, holder_id=agency.accounts["officer"])


def test_a_missing_a_changed_or_an_added_event_is_noticed(case: Case) -> None:
    events = list(CaseEvent.objects.filter(case=case))
    with pytest.raises(HistoryBroken, match="event 4 follows 2"):
        replay([*events[:2], *events[3:]])
    with pytest.raises(HistoryBroken, match="first event has number 2"):
        replay(events[1:])
    with pytest.raises(HistoryBroken, match="no events"):
        replay([])

    events[2].to_unit_id = 999_999

    with pytest.raises(HistoryBroken, match="starts elsewhere"):
        replay(events)


@pytest.mark.parametrize("change", [lambda rows: rows.update(note="khác"), lambda rows: rows.delete()])
def test_the_database_refuses_to_change_events(case: Case, change: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        change(CaseEvent.objects.filter(case=case))  # type: ignore[operator]

    assert CaseEvent.objects.filter(case=case).exclude(note="khác").count() == 4


def test_taking_back_brings_the_division_back_too(agency: Agency) -> None:
    case = make_case(agency, chain(2400), first_is_done=True)
    with write_action("tests.forward", actor=agency.actor("head")) as action:
        follow(action, case, way_code="return", note="Chuyển nhầm", division_id=agency.units["economy"])

    with write_action("tests.undo", actor=agency.actor("head")) as action:
        undo(action, case)

    assert Case.objects.get().division_id == agency.units["office"]
