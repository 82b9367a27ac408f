"""Login, its refusals, and the door of the demonstration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from congso.foundation.web import accounts
from congso.foundation.web.accounts import DemoAccount, register_demo_accounts

pytestmark = pytest.mark.django_db
PASSWORD = "dong-thap-2026"


@pytest.fixture(autouse=True)
def _providers() -> Iterator[None]:
    with accounts.isolated():
        register_demo_accounts(
            lambda: [DemoAccount("binh", "Nguyễn Thị Bình", "Cán bộ một cửa", "Phường Mỹ Tho")]
        )
        yield


@pytest.fixture(autouse=True)
def _binh() -> None:
    for username, name in (("binh", "Nguyễn Thị Bình"), ("an", "Lê Văn An")):
        account = get_user_model()(username=username, full_name=name, sort_name=name)
        account.set_password(PASSWORD)
        account.save()


@pytest.fixture
def demonstration(settings: Settings) -> None:
    import_module("congso.foundation.web.urls")  # the usual addresses are made up before the switch is on
    settings.CONGSO_DEMO = True
    settings.ROOT_URLCONF = "congso.foundation.web.tests.urls_demo"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_wrong_password_is_told_in_vietnamese_and_the_name_is_kept(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "binh", "password": "sai"})

    page = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page
    assert 'value="binh"' in page
    assert (
        "sai"
        not in page.split("<main", 1)[1]
        .split("<form", 1)[1]
        .split("</form>", 1)[0]
        .split('name="password"')[1]
        .split(">")[0]
    )
    assert not signed_in(client)


def test_guessing_is_stopped_after_a_few_wrong_passwords(client: Client, settings: Settings) -> None:
    del settings.ACCOUNT_RATE_LIMITS  # as outside the tests
    cache.clear()
    for _attempt in range(5):
        client.post(reverse("account_login"), {"login": "binh", "password": "sai"})

    answer = client.post(reverse("account_login"), {"login": "binh", "password": PASSWORD})

    assert "Đăng nhập sai quá nhiều lần." in answer.content.decode()
    assert not signed_in(client)
    cache.clear()


def test_wrong_passwords_are_counted_for_all_web_processes_together(
    client: Client, settings: Settings
) -> None:
    del settings.ACCOUNT_RATE_LIMITS
    one, other = caches.create_connection("default"), caches.create_connection("default")
    one.set("cong", 1, 60)
    assert other.get("cong") == 1

    cache.clear()
    client.post(reverse("account_login"), {"login": "binh", "password": "sai"})

    with connection.cursor() as cursor:  # what no process keeps for itself
        cursor.execute("SELECT count(*) FROM people_rate_limit WHERE expires > now()")
        assert cursor.fetchone()[0] > 0
        cursor.execute("DELETE FROM people_rate_limit")
    for _attempt in range(4):
        client.post(reverse("account_login"), {"login": "binh", "password": "sai"})
    client.post(reverse("account_login"), {"login": "binh", "password": PASSWORD})
    assert signed_in(client), "without the rows of the first attempt nobody remembers it"
    cache.clear()


def test_a_right_password_opens_the_workspace(client: Client) -> None:
    client.post(reverse("account_login"), {"login": "binh", "password": PASSWORD})

    assert signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    page = client.get(reverse("account_signup")).content.decode()

    assert "không tự đăng ký được" in page
    assert "<input" not in page.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"],
)
def test_entrance_pages_hold_no_english(client: Client, name: str) -> None:
    main = client.get(reverse(name)).content.decode().split("<main", 1)[1].split("</main>")[0]

    assert not {"Password", "Sign", "Email", "Username", "account"} & set(_words(main))


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "account_change_password", "account_logout", "account_reauthenticate",
     "mfa_add_webauthn", "mfa_list_webauthn", "account_email"],
)  # fmt: skip
def test_account_pages_hold_no_english(client: Client, name: str) -> None:
    client.post(reverse("account_login"), {"login": "binh", "password": PASSWORD})

    answer = client.get(reverse(name), follow=True)

    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    assert not {"Password", "Sign", "Email", "Username", "account", "Key", "Code", "Add", "your"} & set(
        _words(main)
    )


def test_the_login_page_offers_nobody_outside_the_demonstration(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()

    assert "Nguyễn Thị Bình" not in page
    assert client.post("/dang-nhap-thu/", {"username": "binh"}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("web:demo_login")


@pytest.mark.urls("congso.foundation.web.tests.urls_demo")
def test_the_demo_door_stays_shut_even_when_routed_by_mistake(client: Client) -> None:
    assert client.post("/dang-nhap-thu/", {"username": "binh"}).status_code == 404
    assert not signed_in(client)


@pytest.mark.usefixtures("demonstration")
def test_in_the_demonstration_one_press_makes_one_an_offered_person(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Cán bộ một cửa" in page
    assert "Phường Mỹ Tho" in page

    client.post("/dang-nhap-thu/", {"username": "binh"})

    assert client.session["_auth_user_id"] == str(get_user_model().objects.get(username="binh").pk)


@pytest.mark.usefixtures("demonstration")
def test_the_demo_door_opens_for_nobody_who_is_not_offered(client: Client) -> None:
    assert client.post("/dang-nhap-thu/", {"username": "an"}).status_code == 404
    assert client.get("/dang-nhap-thu/").status_code == 405
    assert not signed_in(client)


@pytest.mark.usefixtures("demonstration")
def test_the_demo_door_asks_for_the_token_of_its_form() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/dang-nhap-thu/", {"username": "binh"})

    assert answer.status_code == 403
    assert "Trang đã hết hiệu lực" in answer.content.decode()


def test_a_part_asked_for_after_leaving_reloads_the_page_and_spoils_no_token(client: Client) -> None:
    answer = client.get(reverse("casework:inbox"), headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Refresh"]) == (401, "true")
    assert "csrftoken" not in answer.cookies
    assert client.get(reverse("casework:inbox")).headers["Location"].startswith(reverse("account_login"))


def test_the_theme_is_remembered_and_the_way_back_stays_on_our_site(client: Client) -> None:
    answer = client.post("/giao-dien/", {"theme": "dark", "next": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/"
    assert 'data-bs-theme="dark"' in client.get(reverse("account_login")).content.decode()


def test_an_unknown_theme_is_not_remembered(client: Client) -> None:
    client.post("/giao-dien/", {"theme": '"><script>'})

    assert "congso_theme" not in client.cookies


def test_an_unknown_address_is_a_friendly_page(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Về trang đầu" in answer.content.decode()


def _words(html: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ỹ]+", re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL))
