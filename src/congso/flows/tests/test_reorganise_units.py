"""People and open work follow a reorganisation; the province of 2024 and of today in one register."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from congso.core import clock
from congso.core.actors import system_actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.flows.demonstration.units import load_province, read
from congso.flows.reorganise_units import carry_along, move_cases_on_the_day
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.numbering.models import NumberBook
from congso.foundation.numbering.services import BookClosed, NumberRequest, take_numbers
from congso.foundation.orgs.events import UnitsReorganised
from congso.foundation.orgs.models import Succession, SuccessionKind
from congso.foundation.orgs.queries import predecessors, successors, tree
from congso.foundation.orgs.services import NewUnit, Reorganisation, reorganise
from congso.foundation.people.models import Appointment, Position

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests")
TODAY = date(2026, 3, 2)
LAST_OF_JUNE = date(2025, 6, 30)


@pytest.fixture
def office() -> Office:
    return make_office()


def merge_the_ward(office: Office, on: date = TODAY, *, move_people: bool = True) -> int:
    """End the ward in favour of a new one, and let the job do its work; the new ward."""
    plan = Reorganisation(
        kind=SuccessionKind.MERGE, on=on, legal_basis="Nghị quyết 99/2026", predecessor_ids=[office.units["phuong"]],
        new_units=[NewUnit("Ủy ban nhân dân phường Mới", "H20.31")], move_people=move_people,
    )  # fmt: skip
    made = reorganise(actor=SYSTEM, plan=plan)[0]
    carry_along(
        UnitsReorganised(ended=str(office.units["phuong"]), on=on.isoformat(), move_people=move_people)
    )
    return made


def test_open_cases_go_to_the_successor_with_an_event_and_closed_ones_stay(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        waiting = bring_to(office, make_dossier(office), "sign")
        new = merge_the_ward(office)

    case = Case.objects.get(pk=waiting.pk)
    assert case.holder_unit_id == new
    assert case.agency_id == new
    event = CaseEvent.objects.filter(case=case).latest("seq")
    assert event.action == "moved_by_reorganisation"
    assert event.data["before"] == {
        "holder_unit_id": office.units["phuong"],
        "agency_id": office.units["phuong"],
    }
    assert (event.from_unit_id, event.to_unit_id, event.seq) == (office.units["phuong"], new, case.seq)
    assert AuditEntry.objects.filter(action="casework.follow_successor", subject_id=str(case.pk)).exists()


def test_the_leader_finds_the_work_in_the_new_ward_the_same_day(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        waiting = bring_to(office, make_dossier(office), "sign")
        new = merge_the_ward(office)

        leader = office.leader
        assert [seat.unit_id for seat in leader.seats] == [new]
        assert waiting.pk in {row.id for row in inbox(viewer=leader, wanted=InboxFilter()).rows}


def test_without_their_seats_people_keep_no_hand_on_the_work(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        merge_the_ward(office, move_people=False)

    assert not Position.objects.filter(unit_id=successors(office.units["phuong"], TODAY)[0]).exists()


def test_twice_moves_nothing_twice(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        waiting = make_dossier(office)
        merge_the_ward(office)
        seq, seats = Case.objects.get(pk=waiting.pk).seq, Appointment.objects.count()

        carry_along(
            UnitsReorganised(ended=str(office.units["phuong"]), on=TODAY.isoformat(), move_people=True)
        )

    assert Case.objects.get(pk=waiting.pk).seq == seq
    assert Appointment.objects.count() == seats


def test_before_the_day_the_old_ward_still_works_on_its_cases(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        waiting = make_dossier(office)
        new = merge_the_ward(office, on=date(2026, 4, 1))
        assert {seat.unit_id for seat in office.leader.seats} == {office.units["phuong"]}
    with clock.at(datetime(2026, 4, 1, 9, tzinfo=clock.VIETNAM)):
        assert {seat.unit_id for seat in office.leader.seats} == {new}

    assert Case.objects.get(pk=waiting.pk).agency_id == office.units["phuong"]


class TestTheProvince:
    """Đồng Tháp before and after 1/7/2025, from the shipped lists."""

    @pytest.fixture
    def ids(self) -> dict[str, int]:
        return load_province(actor=SYSTEM)

    def test_the_tree_of_a_past_day_shows_districts_and_that_of_today_none(self, ids: dict[str, int]) -> None:
        then, now = tree(LAST_OF_JUNE), tree(date(2025, 7, 1))

        districts = [node for node in then.nodes.values() if node.kind == "district"]
        assert {node.id for node in districts} == {
            ids[f"cu-{row['district_code']}"] for row in read("wards_2024.csv")
        }
        assert not [node for node in now.nodes.values() if node.kind == "district"]
        assert len([node for node in now.nodes.values() if node.kind == "commune"]) == len(
            read("wards_2026.csv")
        )
        with pytest.raises(NotVisible):
            now.get(districts[0].id)

    def test_a_whole_ward_is_followed_by_one_and_that_one_knows_its_predecessors(
        self, ids: dict[str, int]
    ) -> None:
        row = next(row for row in read("ward_mapping.csv") if row["share"] == "whole")
        old, new = ids[f"cu-{row['old_ward_code']}"], ids[f"xa-{row['new_ward_code']}"]

        assert successors(old) == [new]
        assert old in predecessors(new)

    def test_a_split_ward_is_followed_by_all_the_main_one_first(self, ids: dict[str, int]) -> None:
        main = Succession.objects.filter(kind="split", is_main=True).values("predecessor_id")
        link = Succession.objects.filter(kind="split", is_main=False, predecessor_id__in=main).first()
        assert link is not None
        rows = Succession.objects.filter(predecessor_id=link.predecessor_id)

        found = successors(link.predecessor_id)

        assert found[0] == rows.get(is_main=True).successor_id
        assert set(found) == set(rows.values_list("successor_id", flat=True))
        assert len(found) > 1

    def test_figures_of_a_past_month_use_that_months_tree(self, ids: dict[str, int]) -> None:
        row = read("wards_2024.csv")[0]
        ward, district = ids[f"cu-{row['ward_code']}"], ids[f"cu-{row['district_code']}"]

        assert ward in tree(date(2025, 5, 31)).subtree(district)
        assert district not in tree().nodes
        assert [node.id for node in tree(date(2025, 5, 31)).ancestors(ward)][1] == district


def test_the_books_of_an_ended_unit_are_closed_on_the_day_and_no_others(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        make_dossier(office)
        ward, others = NumberBook.objects.filter(unit_id=office.units["phuong"]), NumberBook.objects.exclude(unit_id=office.units["phuong"])
        last = dict(ward.values_list("kind", "last"))
        merge_the_ward(office)

    assert last
    assert not ward.filter(closed_at=None).exists()
    assert dict(ward.values_list("kind", "last")) == last
    assert others.exists()
    assert not others.exclude(closed_at=None).exists()
    line = AuditEntry.objects.filter(action="numbering.close_books_of").latest("pk")
    assert line.details["reason"] == "Đơn vị kết thúc theo sắp xếp"
    with pytest.raises(BookClosed):
        take_numbers([NumberRequest(office.units["phuong"], "dossier-code", "260302")], subject="x")


def test_the_books_stay_open_until_the_day(office: Office) -> None:
    with clock.at(datetime(2026, 3, 2, 9, tzinfo=clock.VIETNAM)):
        make_dossier(office)
        merge_the_ward(office, date(2026, 4, 1))
    books = NumberBook.objects.filter(unit_id=office.units["phuong"])
    assert not books.exclude(closed_at=None).exists()

    with clock.at(datetime(2026, 4, 1, 0, 5, tzinfo=clock.VIETNAM)):
        for _twice in range(2):
            move_cases_on_the_day(str(office.units["phuong"]))

    assert not books.filter(closed_at=None).exists()
    assert AuditEntry.objects.filter(action="numbering.close_books_of").count() == books.count()
