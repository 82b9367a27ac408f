"""The calendar for everybody where the office opens it, and the leaders' calendar under a person's own address."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.models import Feed, PublicCalendar
from congso.domains.schedules.queries_feed import feed_calendar
from congso.domains.schedules.services import make_feed, postpone_entry, revoke_feed, set_public_calendar
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account
from tests.incoming.test_giving_anew import leaves
from tests.schedules.makers import make_entry, publish

pytestmark = pytest.mark.django_db

ADDRESS = "/lich-cong-tac/cong-khai/H20.31/"


def _open(office: Office) -> None:
    set_public_calendar(actor=office.registry, agency_id=office.units["phuong"], is_open=True)


def _week(office: Office) -> None:
    make_entry(office, content="Tiếp công dân định kỳ", is_public=True, place="Trụ sở tiếp công dân", note="Ghi chú riêng")
    make_entry(office, content="Họp giao ban nội bộ", clash_confirmed=True)
    make_entry(office, content="Làm việc kín", internal=True, is_public=True, clash_confirmed=True)


def test_nobody_reads_it_until_the_office_opens_it_and_only_what_is_marked(office: Office, client: Client) -> None:
    _week(office)
    publish(office)
    assert client.get(ADDRESS).status_code == 404
    client.force_login(Account.objects.get(username="vanthu"))
    assert client.post("/lich-cong-tac/cong-khai/", {"mo": "1"}).status_code == 302
    setting = client.get("/lich-cong-tac/cong-khai/").content.decode()
    assert "Đang công khai" in setting
    assert ADDRESS in setting
    client.logout()

    page = client.get(ADDRESS).content.decode()

    assert "Tiếp công dân định kỳ" in page
    assert "Phạm Ngọc Hạnh" in page
    assert "Trụ sở tiếp công dân" in page
    for hidden in ("Họp giao ban nội bộ", "Làm việc kín", "Ghi chú riêng", "Lê Hoàng Phúc"):
        assert hidden not in page, hidden
    client.force_login(Account.objects.get(username="vanthu"))
    client.post("/lich-cong-tac/cong-khai/", {"mo": "0"})
    client.logout()
    assert client.get(ADDRESS).status_code == 404


def test_a_draft_stays_in_the_office_and_a_postponement_is_shown(office: Office, client: Client) -> None:
    entry = make_entry(office, content="Tiếp công dân", is_public=True)
    _open(office)
    assert "Tiếp công dân" not in client.get(ADDRESS).content.decode()
    publish(office)
    entry.refresh_from_db()
    postpone_entry(actor=office.registry, entry_id=entry.pk, seen=entry.revision, reason="Bão")
    page = client.get(ADDRESS).content.decode()
    assert "Tiếp công dân" in page
    assert "Hoãn" in page
    assert "Bão" not in page


@pytest.mark.parametrize("who", ["lanhdao", "chuyenvien", "truongkinhte", "sovanthu"])
def test_who_does_not_keep_the_calendar_opens_nothing(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        set_public_calendar(actor=office.actor(who), agency_id=office.units["phuong"], is_open=True)
    assert not PublicCalendar.objects.exists()
    assert AuditEntry.objects.get(action="schedules.set_public_calendar").outcome == "refused"


def test_unknown_and_closed_agencies_look_the_same(office: Office, client: Client) -> None:
    _open(office)
    for code in ("H20.03", "H20.31.01", "khong-co"):
        assert client.get(f"/lich-cong-tac/cong-khai/{code}/").status_code == 404, code


def test_the_leaders_calendar_is_read_under_ones_own_address_until_it_is_taken_back(office: Office, client: Client) -> None:
    _week(office)
    publish(office)
    client.force_login(Account.objects.get(username="motcua"))
    page = client.post("/lich-cong-tac/dia-chi/", {"lich": "lanh-dao"}).content.decode()
    found = re.search(r'feed-address">[^<]*/dia-chi/([^/<]+)/lich.ics<', page)
    assert found is not None
    key = found[1]
    client.logout()

    told = client.get(f"/lich-cong-tac/dia-chi/{key}/lich.ics").content.decode()

    assert "Tiếp công dân định kỳ" in told
    assert "Họp giao ban nội bộ" in told
    assert "Làm việc kín" not in told
    client.force_login(Account.objects.get(username="motcua"))
    assert client.post("/lich-cong-tac/dia-chi/thu-hoi/", {"lich": "lanh-dao"}).status_code == 302
    assert client.get(f"/lich-cong-tac/dia-chi/{key}/lich.ics").status_code == 404


def test_the_two_addresses_of_a_person_live_apart(office: Office) -> None:
    _week(office)
    publish(office)
    agency = office.units["phuong"]
    _own, own = make_feed(actor=office.clerk)
    _led, led = make_feed(actor=office.clerk, agency_id=agency)
    assert "Tiếp công dân" not in feed_calendar(own).decode()
    assert "Tiếp công dân" in feed_calendar(led).decode()
    _again, newer = make_feed(actor=office.clerk, agency_id=agency)
    with pytest.raises(NotVisible):
        feed_calendar(led)
    revoke_feed(actor=office.clerk)
    assert "Tiếp công dân" in feed_calendar(newer).decode()
    with pytest.raises(NotVisible):
        make_feed(actor=office.clerk, agency_id=office.units["so"])
    assert Feed.objects.filter(revoked_at=None).count() == 1


def test_who_left_the_agency_reads_its_leaders_calendar_no_longer(office: Office) -> None:
    _week(office)
    publish(office)
    _feed, key = make_feed(actor=office.officer, agency_id=office.units["phuong"])
    leaves(office, "chuyenvien")
    with pytest.raises((NotVisible, NotAllowed)):
        feed_calendar(key)
