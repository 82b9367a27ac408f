"""Who sits in two agencies chooses whose calendar is shown; another agency's stays hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.domains.dossiers.tests.makers import START, make_office
from congso.domains.schedules.models import Week
from congso.domains.schedules.queries import proposals
from congso.domains.schedules.services import add_entry, propose_entry
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account, Appointment, Position, Role
from tests.schedules.makers import a_monday, make_given

pytestmark = pytest.mark.django_db
WEEK = "/lich-cong-tac/"


def test_the_second_agencys_week_is_chosen_kept_and_published(client: Client) -> None:
    office = make_office()
    post = Position.objects.create(unit_id=office.units["so-vp"], role=Role.objects.get(code="registry"), title="Văn thư", valid_from=START)
    Appointment.objects.create(account_id=office.accounts["vanthu"], position=post, valid_from=START)
    epoch.bump()
    both = office.registry
    for name, words, leader in (("phuong", "Họp của phường", "lanhdao"), ("so", "Họp của sở", "sogiamdoc")):
        add_entry(actor=both, agency_id=office.units[name], given=make_given(office, content=words, leaders=[office.accounts[leader]], people=[], units=[],
                                                                             preparing_unit_id=None))  # fmt: skip
    client.force_login(Account.objects.get(username="vanthu"))
    first, second = client.get(WEEK).content.decode(), client.get(f"{WEEK}?co-quan={office.units['so']}").content.decode()
    assert "Họp của phường" in first
    assert "Họp của sở" not in first
    assert "Họp của sở" in second
    assert f"co-quan={office.units['so']}" in second
    assert client.get(f"{WEEK}?co-quan={office.units['xa']}").status_code == 404

    chosen = {"co-quan": office.units["so"]}
    sent = client.post(f"{WEEK}tuan/{a_monday()}/cong-bo/", chosen)
    assert sent.status_code == 302
    assert "Họp của sở" in client.get(sent.headers["Location"]).content.decode()
    for part in ("lich.pdf", "lich.ics", "lich-su/"):
        assert client.get(f"{WEEK}tuan/{a_monday()}/{part}", chosen).status_code == 200
    assert client.get(f"{WEEK}tuan/{a_monday()}/lich.ics").status_code == 404
    weeks = Week.objects.filter(version__gt=0)
    assert weeks.get().agency_id == office.units["so"]


def test_ones_own_week_and_the_proposals_follow_every_seat(client: Client) -> None:
    office = make_office()
    post = Position.objects.create(unit_id=office.units["so-vp"], role=Role.objects.get(code="registry"), title="Văn thư", valid_from=START)
    Appointment.objects.create(account_id=office.accounts["vanthu"], position=post, valid_from=START)
    epoch.bump()
    client.force_login(Account.objects.get(username="vanthu"))
    for name, words, leader in (("phuong", "Họp của phường", "lanhdao"), ("so", "Họp của sở", "sogiamdoc")):
        given = make_given(office, content=words, leaders=[office.accounts[leader]], people=[office.accounts["vanthu"]], units=[], preparing_unit_id=None)
        add_entry(actor=office.registry, agency_id=office.units[name], given=given)
        client.post(f"{WEEK}tuan/{a_monday()}/cong-bo/", {"co-quan": office.units[name]})
    mine = client.get(f"{WEEK}cua-toi/?tuan={a_monday()}").content.decode()
    for words in ("Họp của phường", "Họp của sở", "Ủy ban nhân dân phường Cao Lãnh: <span", "Sở Tư pháp: <span"):
        assert words in mine, words
    for name, words, who, leader in (("phuong", "Phường đề xuất", "truongphong", "lanhdao"), ("so", "Sở đề xuất", "sotruong", "sogiamdoc")):
        day = a_monday() + timedelta(days=3)
        given = make_given(office, day=day, content=words, leaders=[office.accounts[leader]], people=[], units=[], preparing_unit_id=None)
        propose_entry(actor=office.actor(who), agency_id=office.units[name], given=given)
    found = proposals(viewer=office.registry)
    assert {(line.content, line.agency) for line in found.lines} == {
        ("Phường đề xuất", "Ủy ban nhân dân phường Cao Lãnh"), ("Sở đề xuất", "Sở Tư pháp")}  # fmt: skip
    assert (found.waiting, found.may_publish) == (2, True)
    one = proposals(viewer=office.actor("sotruong"))
    assert [(line.content, line.agency) for line in one.lines] == [("Sở đề xuất", "")]
