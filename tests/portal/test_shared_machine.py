"""The machine that visitors share: what it keeps, when a visit ends, what the next person finds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.citizens import oidc
from congso.domains.citizens.access import PROOF_KEY
from congso.domains.citizens.tests.makers import enter_as, make_account
from congso.domains.dossiers.tests.makers import Office
from congso.domains.ratings.models import Tablet
from congso.domains.ratings.services import make_tablet, rate_at_counter, revoke_tablet
from congso.domains.ratings.sharing import COOKIE, GRACE_S, IDLE_S

pytestmark = pytest.mark.django_db
OVER = timedelta(seconds=IDLE_S + GRACE_S + 1)
MINE = "/cong-dan/ho-so/"


@pytest.fixture
def key(office: Office) -> str:
    return make_tablet(
        actor=office.clerk, unit_id=office.units["phuong-mc"], name="Máy ở sảnh", valid_to=clock.today() + timedelta(days=30), use="shared",
    )[1]  # fmt: skip


@pytest.fixture
def machine(client: Client, office: Office, key: str) -> Client:
    """A browser on which the address was opened."""
    client.get(f"/may-chung/may/{office.units['phuong-mc']}/{key}/")
    return client


def visit(machine: Client) -> None:
    """Somebody logs in on the machine."""
    enter_as(machine, make_account())
    assert machine.get(MINE).status_code == 200


def left_at(answer: Any) -> str:
    return str(answer["Location"].split("?")[0])


def test_opening_the_address_makes_it_a_shared_machine_and_shows_ways_to_begin(machine: Client) -> None:
    page = machine.get("/may-chung/")

    assert machine.cookies[COOKIE]["httponly"]
    assert "Ông/bà cần làm gì?" in page.content.decode()
    assert "Kết thúc</a>" not in page.content.decode(), "nothing to end yet"
    assert "Cán bộ</a>" not in page.content.decode()


def test_every_page_shows_the_end_and_may_not_be_stored(machine: Client) -> None:
    visit(machine)
    for path in ("/", "/dich-vu/", MINE, "/tra-cuu/", "/khong-co/"):
        page = machine.get(path)
        assert 'href="/may-chung/ket-thuc/"' in page.content.decode(), path
        assert page["Cache-Control"] == "no-store", path
        assert not page.has_header("ETag"), path
        assert f'url=/may-chung/con-day/?tiep={path}"></noscript>' in page.content.decode(), path


def test_the_end_leaves_the_portal_and_the_provider_and_takes_choices_off(
    machine: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(machine)
    session = machine.session
    session[PROOF_KEY] = "the-token"
    session.save()
    settings.CONGSO_BASE_URL = "http://testserver"
    settings.CONGSO_OIDC = {"issuer": "https://id.example", "client_id": "congso", "secret": "x"}
    monkeypatch.setattr(oidc, "_discovery", lambda: {"end_session_endpoint": "https://id.example/logout"})
    machine.get("/cach-xem/?size=largest&language=en")

    answer = machine.get("/may-chung/ket-thuc/")

    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert left_at(answer) == "https://id.example/logout"
    assert (asked["id_token_hint"], asked["post_logout_redirect_uri"]) == (
        ["the-token"],
        ["http://testserver/may-chung/"],
    )
    assert machine.get(MINE).status_code == 302
    page = machine.get("/may-chung/").content.decode()
    assert "Ông/bà cần làm gì?" in page
    assert 'lang="vi"' in page.split("<head>")[0]
    assert "size-normal" in page


def test_without_a_touch_the_server_ends_the_visit_whatever_the_browser_does(machine: Client) -> None:
    visit(machine)
    with clock.at(clock.now() + OVER):
        for path in (MINE, "/dich-vu/"):
            assert left_at(machine.get(path)) == "/may-chung/ket-thuc/"
        machine.get("/may-chung/ket-thuc/")
        assert left_at(machine.get(MINE)) == "/cong-dan/dang-nhap/"


def test_the_session_in_the_database_dies_by_itself_too(machine: Client) -> None:
    visit(machine)

    assert machine.session.get_expiry_age() <= IDLE_S + GRACE_S
    assert machine.cookies["sessionid"]["max-age"] == IDLE_S + GRACE_S


def test_each_touch_gives_the_whole_time_again(machine: Client) -> None:
    visit(machine)
    begun = clock.now()
    for minutes in (3, 6, 9):
        with clock.at(begun + timedelta(minutes=minutes)):
            assert machine.get("/may-chung/con-day/").status_code == 204
    with clock.at(begun + timedelta(minutes=12)):
        assert machine.get(MINE).status_code == 200


def test_without_script_the_page_asks_first_and_leads_back(machine: Client) -> None:
    visit(machine)

    page = machine.get("/may-chung/con-day/", {"tiep": MINE}).content.decode()

    assert f'href="{MINE}">Tôi còn dùng</a>' in page
    assert '<noscript><meta http-equiv="refresh" content="60; url=/may-chung/ket-thuc/"></noscript>' in page
    assert 'href="https://elsewhere.example/"' not in machine.get(
        "/may-chung/con-day/", {"tiep": "https://elsewhere.example/"}
    ).content.decode()  # fmt: skip


def test_coming_to_the_first_page_by_any_way_ends_the_visit(machine: Client) -> None:
    visit(machine)

    assert left_at(machine.get("/may-chung/")) == "/may-chung/ket-thuc/"
    machine.get("/may-chung/ket-thuc/")
    assert machine.get(MINE).status_code == 302


def test_a_machine_taken_back_forgets_its_visitor_at_once(machine: Client, office: Office) -> None:
    visit(machine)
    revoke_tablet(actor=office.clerk, tablet_id=Tablet.objects.get().pk)

    answer = machine.get(MINE)

    assert (answer.status_code, left_at(answer)) == (302, "/")
    assert machine.cookies[COOKIE].value == ""
    assert machine.get(MINE).status_code == 302


def test_a_guessed_cookie_opens_nothing(client: Client, office: Office) -> None:
    for guess in ("x", "1.", f"{office.units['phuong-mc']}.guessed", "9" * 40 + ".x"):
        client.cookies[COOKIE] = guess
        assert client.get("/").status_code == 302
        assert client.get("/may-chung/").status_code == 404


def test_an_address_serves_its_use_alone(client: Client, office: Office, key: str) -> None:
    unit = office.units["phuong-mc"]
    assert client.get(f"/danh-gia/quay/{unit}/{key}/").status_code == 404
    with pytest.raises(NotVisible):
        rate_at_counter(unit_id=unit, key=key, level=5)
    tablet = make_tablet(
        actor=office.clerk, unit_id=unit, name="Quầy 1", valid_to=clock.today() + timedelta(days=2)
    )[1]
    assert client.get(f"/may-chung/may/{unit}/{tablet}/").status_code == 404


def test_elsewhere_nothing_of_this_is_shown(client: Client, office: Office) -> None:
    page = client.get("/")

    assert "may-chung" not in page.content.decode()
    assert client.get("/may-chung/").status_code == 404
