"""The demonstration's citizens: online dossiers in every state, each once, whatever was interrupted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congso.core import clock
from congso.domains.citizens.facade import CitizenAccount, is_community_helper, principals
from congso.domains.dossiers.facade import Dossier, NationalStatus
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.domains.portal.facade import Draft
from congso.flows.demonstration.citizens import CITIZENS
from congso.flows.demonstration.online import TALES, load_online
from congso.flows.demonstration.opinions import opinion_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def load(office: Office) -> None:
    load_online(
        centre_id=office.units["phuong-mc"], publications=[office.publication_id], until=clock.now() - timedelta(minutes=5)
    )


def test_there_is_an_online_dossier_in_every_state_with_files(office: Office) -> None:
    load(office)

    rows = list(Dossier.objects.all())
    assert {row.status for row in rows} >= {
        NationalStatus.REGISTERED, NationalStatus.SUPPLEMENT, NationalStatus.PROCESSING, NationalStatus.FINISHED,
        NationalStatus.RETURNED, NationalStatus.NOT_ACCEPTED, NationalStatus.WITHDRAWN,
    }  # fmt: skip
    assert len(rows) == len(TALES)
    assert {row.submitter_kind for row in rows} == {"self", "guardian", "staff", "helper"}
    assert all(row.files.exists() for row in rows)
    returned = [row for row in rows if row.status == NationalStatus.RETURNED]
    assert all(row.result.stored_id for row in returned)
    assert all(row.received_at is None or row.received_at <= clock.now() for row in rows)


def test_people_act_for_a_child_a_company_and_on_the_spot(office: Office) -> None:
    load(office)
    accounts = {each.party.name: each for each in CitizenAccount.objects.select_related("party")}

    assert len(accounts) == len(CITIZENS)
    assert [each.kind for each in principals(accounts["Trần Thị Bích Ngọc"])] == ["self", "guardian"]
    assert [each.kind for each in principals(accounts["Huỳnh Kim Chi"])] == ["self", "staff"]
    assert is_community_helper(accounts["Võ Thanh Hùng"])
    assert Draft.objects.filter(account=accounts["Trần Thị Bích Ngọc"], submitted_at=None).count() == 1


def test_a_second_start_doubles_nothing(office: Office) -> None:
    load(office)
    before = set(Dossier.objects.values_list("code", "status"))

    load(office)

    assert set(Dossier.objects.values_list("code", "status")) == before
    assert Draft.objects.count() == 1


def test_opinions_hang_on_the_dossiers_key_alone() -> None:
    from uuid import UUID

    keys = [UUID(int=number) for number in range(400)]
    first = [opinion_of(key, is_late=False) for key in keys]

    assert first == [opinion_of(key, is_late=False) for key in keys]
    given = [each for each in first if each]
    assert 100 < len(given) < 180
    assert sum(each.level <= 2 for each in given) < len(given) / 8
