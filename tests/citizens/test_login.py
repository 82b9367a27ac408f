"""Logging in with the national identity, against the stand-in provider."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import LazySettings
from django.test import Client

from congso.domains.citizens import oidc
from congso.domains.citizens.models import CitizenAccount
from congso.entry.simulators.identity import serving
from congso.entry.simulators.identity.people import PEOPLE
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
AN, COMPANY = PEOPLE[0], PEOPLE[6]
PORTAL = "http://testserver"


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[str]:
    """A provider of its own for each test."""
    with serving.running(PORTAL) as issuer:
        settings.CONGSO_BASE_URL = PORTAL
        settings.CONGSO_OIDC = {"issuer": issuer, "client_id": "congso", "secret": serving.SECRET}
        oidc.forget()
        yield issuer
    oidc.forget()


def _start(client: Client, target: str = "/cong-dan/tai-khoan/") -> str:
    return str(client.post("/cong-dan/dang-nhap/", {"next": target})["Location"])


def _consent(url: str, sub: str) -> str:
    """Choose a person on the provider's page; gives the way back to the portal."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    answer = requests.post(url.split("?")[0], data=asked | {"person": sub}, allow_redirects=False, timeout=5)
    return answer.headers["Location"]


@pytest.mark.usefixtures("provider")
def test_a_person_logs_in_and_comes_back_to_where_they_wanted(client: Client) -> None:
    back = _consent(_start(client), AN.sub)
    answer = client.get(back.removeprefix(PORTAL))

    assert answer["Location"] == "/cong-dan/tai-khoan/"
    account = CitizenAccount.objects.select_related("party").get()
    assert (account.party.name, account.party.identity_number, account.level) == (AN.name, AN.number, 2)
    assert str(account.party.born_on) == "1985-02-14"
    page = client.get("/cong-dan/tai-khoan/").content.decode()
    assert AN.name in page
    assert AN.number not in page
    assert f"*{AN.number[-3:]}" in page, "a personal number is masked"
    assert AuditEntry.objects.filter(action="citizens.log_in", outcome="done").count() == 1


@pytest.mark.usefixtures("provider")
def test_a_company_is_known_by_its_tax_code(client: Client) -> None:
    client.get(_consent(_start(client), COMPANY.sub).removeprefix(PORTAL))

    account = CitizenAccount.objects.select_related("party").get()
    assert (account.party.kind, account.party.identity_number) == ("organisation", COMPANY.tax_code)


@pytest.mark.usefixtures("provider")
def test_the_second_login_is_the_same_account(client: Client) -> None:
    for _time in range(2):
        other = Client()
        other.get(_consent(_start(other), AN.sub).removeprefix(PORTAL))

    assert CitizenAccount.objects.count() == 1


@pytest.mark.usefixtures("provider")
def test_who_does_not_consent_is_not_logged_in_and_told_so(client: Client) -> None:
    answer = client.get(_consent(_start(client), "").removeprefix(PORTAL))

    assert answer.status_code == 409
    assert "bạn chưa đồng ý" in answer.content.decode()
    assert not CitizenAccount.objects.exists()


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("spoil", ["state", "code", "other browser", "twice"])
def test_what_does_not_fit_the_login_that_was_begun_is_refused(client: Client, spoil: str) -> None:
    back = _consent(_start(client), AN.sub).removeprefix(PORTAL)
    if spoil == "state":
        back = back.split("state=")[0] + "state=guessed"
    if spoil == "code":
        back = back.replace("code=", "code=x")
    who = Client() if spoil == "other browser" else client
    if spoil == "twice":
        who.get(back)
        who.post("/cong-dan/dang-xuat/")
    answer = who.get(back)

    assert answer.status_code == 409
    assert "Chưa đăng nhập được" in answer.content.decode()
    assert who.get("/cong-dan/tai-khoan/").status_code == 302


@pytest.mark.usefixtures("provider")
def test_an_id_token_of_another_login_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    back = _consent(_start(client), AN.sub).removeprefix(PORTAL)
    session = client.session
    session["citizen_login"] = session["citizen_login"] | {"nonce": "another"}
    session.save()

    assert client.get(back).status_code == 409
    assert not CitizenAccount.objects.exists()


@pytest.mark.usefixtures("provider")
def test_nobody_is_sent_away_to_a_foreign_site(client: Client) -> None:
    back = _consent(_start(client, "https://elsewhere.example/"), AN.sub)

    assert client.get(back.removeprefix(PORTAL))["Location"] == "/cong-dan/tai-khoan/"


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("target", ["//elsewhere.example/", "/\\elsewhere.example/", "javascript:alert(1)"])
def test_a_target_planted_in_the_login_leads_nowhere_else(client: Client, target: str) -> None:
    back = _consent(_start(client, target), AN.sub).removeprefix(PORTAL)

    assert client.get(back)["Location"] == "/cong-dan/tai-khoan/"


@pytest.mark.usefixtures("provider")
def test_an_answer_that_was_used_opens_no_second_session(client: Client) -> None:
    back = _consent(_start(client), AN.sub).removeprefix(PORTAL)
    client.get(back)
    thief = Client()
    _start(thief)
    session = thief.session
    session["citizen_login"] = session["citizen_login"] | {"state": parse_qs(urlsplit(back).query)["state"][0]}
    session.save()

    answer = thief.get(back)

    assert answer.status_code == 409, "the code was used, and its verifier is another browser's"
    assert thief.get("/cong-dan/tai-khoan/").status_code == 302


@pytest.mark.usefixtures("provider")
def test_the_session_has_a_new_key_after_the_login(client: Client) -> None:
    back = _consent(_start(client), AN.sub).removeprefix(PORTAL)
    before = client.session.session_key

    client.get(back)

    assert client.session.session_key != before, "a key planted before the login is worth nothing"


def test_logging_out_ends_it_here_and_at_the_provider(client: Client, provider: str) -> None:
    client.get(_consent(_start(client), AN.sub).removeprefix(PORTAL))

    answer = client.post("/cong-dan/dang-xuat/")

    assert answer["Location"].startswith(f"{provider}/logout?id_token_hint=")
    assert parse_qs(urlsplit(answer["Location"]).query)["post_logout_redirect_uri"] == [f"{PORTAL}/"]
    assert client.get("/cong-dan/tai-khoan/")["Location"].startswith("/cong-dan/dang-nhap/")


def test_only_the_pages_that_lead_to_the_provider_may_do_so(client: Client, provider: str) -> None:
    assert f"form-action 'self' {provider}" in client.get("/cong-dan/dang-nhap/")["Content-Security-Policy"]
    assert provider not in client.get("/dich-vu/")["Content-Security-Policy"]
    client.get(_consent(_start(client), AN.sub).removeprefix(PORTAL))
    assert provider in client.get("/cong-dan/tai-khoan/")["Content-Security-Policy"], "logging out leads there"


def test_a_silent_provider_is_said_and_nothing_breaks(client: Client, settings: LazySettings) -> None:
    settings.CONGSO_OIDC = {"issuer": "http://127.0.0.1:9", "client_id": "congso", "secret": "x"}
    oidc.forget()

    answer = client.post("/cong-dan/dang-nhap/", {"next": "/"})

    assert answer.status_code == 409
    assert "đang không hoạt động" in answer.content.decode()


def test_an_official_is_no_citizen_and_a_citizen_no_official(client: Client) -> None:
    from congso.domains.citizens.tests.makers import enter_as, make_account

    enter_as(client, make_account())

    assert client.get("/viec/").status_code == 302
    assert client.get("/cong-dan/tai-khoan/").status_code == 200
