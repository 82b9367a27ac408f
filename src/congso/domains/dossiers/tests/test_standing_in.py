"""Acting for somebody who delegated or is absent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congso.core import clock
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.queries.case_page import case_page
from congso.domains.dossiers.services import apologise, move_dossier, propose
from congso.domains.dossiers.tests.expecting import at, fresh, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Delegation


def stand_in(office: Office, absent: str, stand: str, *, first: int = 9, last: int = 13) -> None:
    Delegation.objects.create(
        from_account_id=office.accounts[absent], to_account_id=office.accounts[stand], kind="absence",
        starts_on=at(first, 0).date(), ends_on=at(last, 0).date(), reason="Đi học",
    )  # fmt: skip
    epoch.bump()


@pytest.fixture
def dossier(office: Office) -> Dossier:
    with clock.at(at(9, 8)):
        return bring_to(office, make_dossier(office), "work")


def test_the_stand_in_works_what_lies_in_the_absent_ones_hands(office: Office, dossier: Dossier) -> None:
    stand_in(office, "chuyenvien", "chuyenvien2")
    with clock.at(at(10, 8)):
        propose(actor=office.actor("chuyenvien2"), dossier_id=dossier.pk, seen_seq=None, proposal="result")
        move_dossier(actor=office.actor("chuyenvien2"), dossier_id=dossier.pk, seen_seq=None, way_code="forward")

    event = last_event(dossier)
    assert (event.actor_name, event.on_behalf_of) == ("Lý Ngọc Ánh", office.accounts["chuyenvien"])
    lines = case_page(viewer=office.head, dossier_id=dossier.pk).events
    assert (lines[0].who, lines[0].on_behalf_of) == ("Lý Ngọc Ánh", "Trần Minh Khoa")


@pytest.mark.parametrize("day", [8, 16])
def test_before_and_after_its_dates_it_gives_nothing(office: Office, dossier: Dossier, day: int) -> None:
    stand_in(office, "chuyenvien", "chuyenvien2", first=9, last=15)
    with clock.at(at(day, 23)), refused(NotYourStep):
        propose(actor=office.actor("chuyenvien2"), dossier_id=dossier.pk, seen_seq=None, proposal="result")


def test_on_its_last_day_it_still_holds(office: Office, dossier: Dossier) -> None:
    stand_in(office, "chuyenvien", "chuyenvien2")
    with clock.at(at(13, 16)):
        propose(actor=office.actor("chuyenvien2"), dossier_id=dossier.pk, seen_seq=None, proposal="result")
    assert fresh(dossier).proposal == "result"


def test_the_leaders_stand_in_signs_with_the_leaders_title_and_rights(office: Office, dossier: Dossier) -> None:
    stand_in(office, "lanhdao", "truongkinhte")
    with clock.at(at(10, 8)):
        apologise(actor=office.actor("truongkinhte"), dossier_id=dossier.pk, seen_seq=None,
                  new_due_at=clock.now() + timedelta(days=20), reason="Chờ")  # fmt: skip
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
        move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
        move_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
        move_dossier(actor=office.actor("truongkinhte"), dossier_id=dossier.pk, seen_seq=None, way_code="forward")

    result = fresh(dossier).result
    assert (result.approved_by_name, result.approved_by_title) == ("Đỗ Văn Tâm", "Chủ tịch UBND phường")
    assert last_event(dossier).on_behalf_of == office.accounts["lanhdao"]


def test_the_absent_one_may_still_act(office: Office, dossier: Dossier) -> None:
    stand_in(office, "chuyenvien", "chuyenvien2")
    with clock.at(at(10, 8)):
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    assert last_event(dossier).on_behalf_of is None
