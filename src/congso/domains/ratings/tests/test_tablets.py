"""Tablets at the counters: their keys, what they ask, and how much they take."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.ratings.errors import AlreadyRated, LevelMissing, TooManyRatings, WrongEndDay
from congso.domains.ratings.models import Rating, Tablet
from congso.domains.ratings.services import make_tablet, rate_at_counter, revoke_tablet
from congso.domains.ratings.services.tablets import PER_MINUTE
from congso.domains.ratings.tests.makers import make_returned
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(office: Office) -> int:
    return office.units["phuong-mc"]


@pytest.fixture
def key(office: Office, unit: int) -> str:
    return make_tablet(
        actor=office.clerk, unit_id=unit, name="Quầy 1", valid_to=clock.today() + timedelta(days=30)
    )[1]


def test_a_clerk_makes_a_tablet_whose_key_is_not_kept(office: Office, unit: int, key: str) -> None:
    tablet = Tablet.objects.get()

    assert (tablet.unit_id, tablet.made_by_name) == (unit, office.clerk.name)
    assert key not in str(list(Tablet.objects.values()))
    assert key not in str(list(AuditEntry.objects.values("details")))


def test_only_at_ones_own_counter(office: Office, unit: int) -> None:
    for actor, place in ((office.officer, unit), (office.clerk, office.units["xa-mc"])):
        with pytest.raises(NotAllowed):
            make_tablet(actor=actor, unit_id=place, name="x", valid_to=clock.today() + timedelta(days=1))
    assert not Tablet.objects.exists()


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_tablet_holds_for_a_year_at_most(office: Office, unit: int, days: int) -> None:
    with pytest.raises(WrongEndDay):
        make_tablet(actor=office.clerk, unit_id=unit, name="x", valid_to=clock.today() + timedelta(days=days))


def test_the_tablet_rates_what_was_just_returned_once(office: Office, unit: int, key: str) -> None:
    dossier = make_returned(office)

    row = rate_at_counter(unit_id=unit, key=key, level=5, dossier_id=dossier.pk)

    assert (row.way, row.dossier_id, row.procedure_code) == ("counter", dossier.pk, dossier.procedure_code)
    with pytest.raises(AlreadyRated):
        rate_at_counter(unit_id=unit, key=key, level=1, dossier_id=dossier.pk)
    assert Rating.objects.get().level == 5


def test_the_tablet_rates_the_counter_without_a_dossier(office: Office, unit: int, key: str) -> None:
    row = rate_at_counter(unit_id=unit, key=key, level=3)

    assert (row.dossier_id, row.agency_id, row.procedure_code) == (None, office.units["phuong"], "")


def test_what_was_returned_long_ago_or_elsewhere_is_not_rated_there(
    office: Office, unit: int, key: str
) -> None:
    dossier = make_returned(office)

    with clock.at(clock.now() + timedelta(minutes=31)), pytest.raises(NotVisible):
        rate_at_counter(unit_id=unit, key=key, level=5, dossier_id=dossier.pk)
    with pytest.raises(NotVisible):
        rate_at_counter(unit_id=office.units["xa-mc"], key=key, level=5, dossier_id=dossier.pk)
    with pytest.raises(LevelMissing):
        rate_at_counter(unit_id=unit, key=key, level=0)
    assert not Rating.objects.exists()


def test_a_key_taken_back_or_out_of_date_opens_nothing(
    office: Office, unit: int, key: str, client: Client
) -> None:
    url = f"/danh-gia/quay/{unit}/{key}/"
    assert client.get(url).status_code == 200
    with clock.at(clock.now() + timedelta(days=31)):
        assert client.get(url).status_code == 404

    revoke_tablet(actor=office.clerk, tablet_id=Tablet.objects.get().pk)

    assert client.get(url).status_code == 404
    assert client.post(url, {"level": "5"}).status_code == 404
    with pytest.raises(NotVisible):
        revoke_tablet(actor=office.clerk, tablet_id=Tablet.objects.get().pk)


def test_another_counters_clerk_takes_no_tablet_back(office: Office, unit: int, key: str) -> None:
    with pytest.raises(NotVisible):
        revoke_tablet(actor=office.actor("motcuaxa"), tablet_id=Tablet.objects.get().pk)
    assert Tablet.objects.get().revoked_at is None


def test_pressing_again_and_again_is_stopped_for_a_minute(office: Office, unit: int, key: str) -> None:
    for _press in range(PER_MINUTE):
        rate_at_counter(unit_id=unit, key=key, level=5)
    with pytest.raises(TooManyRatings):
        rate_at_counter(unit_id=unit, key=key, level=5)
    with clock.at(clock.now() + timedelta(minutes=2)):
        rate_at_counter(unit_id=unit, key=key, level=5)

    assert Rating.objects.count() == PER_MINUTE + 1


def test_the_tablets_page_names_the_procedure_and_no_person(
    office: Office, unit: int, key: str, client: Client
) -> None:
    dossier = make_returned(office)

    page = client.get(f"/danh-gia/quay/{unit}/{key}/").content.decode()

    assert dossier.procedure_name in page
    for private in (dossier.applicant_name, dossier.applicant_number, dossier.code, dossier.applicant_phone):
        assert private not in page
    thanks = client.post(
        f"/danh-gia/quay/{unit}/{key}/", {"level": "4", "about": str(dossier.pk)}, follow=True
    )
    assert thanks["Refresh"] == f"8; url=/danh-gia/quay/{unit}/{key}/"
    assert Rating.objects.get().dossier_id == dossier.pk
    assert dossier.procedure_name not in client.get(f"/danh-gia/quay/{unit}/{key}/").content.decode()
