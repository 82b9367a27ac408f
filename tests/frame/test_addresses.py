"""Every address, every role, the expected answer: an address that is not in the table fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from congso.foundation.people.models import Account
from tests.frame.asking import clients, code_of, url_of
from tests.frame.world import ROLES, addresses, make_world

pytestmark = pytest.mark.django_db
# One line for each address and method: the status for each role. 302 for "anonymous": to the login page. 403: known
# to everybody but not theirs; 404: not to be known of. A POST is empty, so 422 means: allowed, and asked to fill in.
# A citizen at the portal gets what anonymous gets, unless the line has a code more for them.
# "leader" has no inbox of the division, the dossier lies with the head (step «Phân công»); "admin" sees no dossiers.
# procedures:compare: there is only one version; follow:proof: nothing is sealed yet.
TABLE = (Path(__file__).parent / "addresses.txt").read_text()

# allauth's own addresses: open to nobody in particular; all others lead somebody who has not signed in to the login.
OPEN_ACCOUNT_PAGES = {
    "account_login", "account_inactive", "account_signup", "account_email_verification_sent", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_confirm_email",
}  # fmt: skip
TO_THE_FIRST_PAGE = {"account_logout"}
ANY_METHOD = {"alive"}


def table() -> dict[tuple[str, str], list[int]]:
    """(address, method) → the codes in the order of the roles."""
    lines = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {(name, method): _filled([int(code) for code in codes]) for name, method, *codes in lines}


def _filled(codes: list[int]) -> list[int]:
    return codes if len(codes) == len(ROLES) else [*codes, codes[0]]


def test_every_address_is_in_the_table_and_no_other() -> None:
    known = {address.name for address in addresses() if not address.module.startswith("allauth.")}

    assert known - {name for name, _method in table()} == set(), "addresses without expected codes"
    assert {name for name, _method in table()} - known == set(), "lines for addresses that are gone"
    assert all(len(codes) == len(ROLES) for codes in table().values())


def test_every_role_gets_the_expected_answer_and_other_methods_are_refused() -> None:
    world, people, expected, wrong = make_world(), clients(), table(), []
    for address in addresses():
        if address.module.startswith("allauth."):
            continue
        url = url_of(address, world)
        for method in ("GET", "POST"):
            codes = expected.get((address.name, method))
            if codes is None:
                found = code_of(people["admin"], url, method)
                if found != 405 and address.name not in ANY_METHOD:
                    wrong.append(f"{address.name} {method} admin: {found}, expected 405")
                continue
            for (role, client), code in zip(people.items(), codes, strict=True):
                found = code_of(client, url, method)
                if found != code:
                    wrong.append(f"{address.name} {method} {role}: {found}, expected {code}")
    assert wrong == [], "\n".join(wrong)


def test_who_has_not_signed_in_is_led_to_the_login(client: Client) -> None:
    for (name, method), codes in table().items():
        if codes[0] == 302 and name not in {"web:theme", "web:language", "web:look", "ratings:shared_setup", "citizens:logout", "fees:ask_again"}:
            address = next(each for each in addresses() if each.name == name)
            url = _plain_url(address.pattern)
            login = "/cong-dan/dang-nhap/" if url.startswith(("/cong-dan/", "/nop/")) else "/tai-khoan/login/"
            assert client.generic(method, url)["Location"].startswith(login), (name, method)


def _plain_url(pattern: str) -> str:
    """The pattern with arguments of the right kind that name nothing: before the login nothing is looked up."""
    values = {"int": "0", "uuid": "00000000-0000-0000-0000-000000000000", "slug": "x", "str": "x"}
    for kind, value in values.items():
        while f"<{kind}:" in pattern:
            start = pattern.index(f"<{kind}:")
            pattern = pattern[:start] + value + pattern[pattern.index(">", start) + 1 :]
    return "/" + pattern


def test_pages_of_ones_own_account_are_closed_to_strangers(client: Client) -> None:
    plain = [each for each in addresses() if each.module.startswith("allauth.") and "(?P" not in each.pattern]
    for address in plain:
        if address.name in OPEN_ACCOUNT_PAGES | TO_THE_FIRST_PAGE:
            continue
        answer = client.get(_plain_url(address.pattern))
        assert answer.status_code == 302, address.name
        assert answer["Location"].startswith("/tai-khoan/login/"), address.name


def test_nobody_makes_an_account_by_signing_up(client: Client) -> None:
    password = "mot-mat-khau-dai-2026"

    client.post("/tai-khoan/signup/", {"username": "ke-la", "password1": password, "password2": password})

    assert not Account.objects.exists()
