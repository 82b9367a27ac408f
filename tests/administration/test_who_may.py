"""Every screen of the administration × who asks × what they get."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from congso.domains.dossiers.tests.makers import Office, make_dossier
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.models import ProcessVersion
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.people.models import Appointment, Position, Role
from tests.administration.conftest import SignedIn

SCREENS = [
    "orgs:tree", "orgs:open", "orgs:reorganise", "orgs:unit", "orgs:rename", "orgs:move", "orgs:details", "orgs:close",
    "people:list", "people:create", "people:person", "people:edit", "people:deactivate", "people:appoint", "people:end",
    "people:positions", "people:end_position", "people:roles", "people:create_role", "people:role", "calendar:year",
    "calendar:add_day", "calendar:add_swap", "calendar:hours", "processes:list", "processes:create", "processes:version",
    "processes:edit", "numbering:list", "numbering:book", "numbering:void", "audit:list", "audit:line", "audit:seals",
]  # fmt: skip
POSTS = [
    "people:password",
    "people:reactivate",
    "calendar:remove_day",
    "processes:retire",
    "numbering:close",
    "audit:verify",
]


def address(name: str, office: Office) -> str:
    """The screen's address, about something that exists."""
    first = {
        "orgs": office.units["phuong-kt"], "processes": ProcessVersion.objects.order_by("pk").values_list("pk", flat=True)[0],
        "numbering:book": NumberBook.objects.values_list("pk", flat=True)[0], "numbering:close": NumberBook.objects.values_list("pk", flat=True)[0],
        "numbering:void": NumberEntry.objects.values_list("pk", flat=True)[0], "audit:line": AuditEntry.objects.values_list("pk", flat=True)[0],
        "people:positions": office.units["phuong-vp"], "people:role": Role.objects.values_list("pk", flat=True)[0],
        "people:end_position": Position.objects.values_list("pk", flat=True)[0], "people": office.accounts["chuyenvien"],
        "calendar:remove_day": 1,
    }  # fmt: skip
    if name == "people:end":
        return reverse(
            name,
            args=[
                office.accounts["chuyenvien"],
                Appointment.objects.get(account_id=office.accounts["chuyenvien"]).pk,
            ],
        )
    try:
        return reverse(name)
    except Exception:  # noqa: BLE001 - it is about one thing
        return reverse(name, args=[first.get(name) or first[name.partition(":")[0]]])


@pytest.fixture
def places(office: Office) -> dict[str, str]:
    make_dossier(office)
    return {name: address(name, office) for name in [*SCREENS, *POSTS]}


def test_the_administrator_sees_every_screen(admin: Client, places: dict[str, str]) -> None:
    answers = {name: admin.get(places[name]).status_code for name in SCREENS}

    assert {name: code for name, code in answers.items() if code != 200} == {}


@pytest.mark.parametrize("username", ["chuyenvien", "motcua", "lanhdao"])
def test_others_see_none_of_them(signed_in: SignedIn, places: dict[str, str], username: str) -> None:
    client = signed_in(username)

    answers = {name: client.get(places[name]).status_code for name in SCREENS}
    answers |= {name: client.post(places[name]).status_code for name in POSTS}

    assert {name: code for name, code in answers.items() if code not in {403, 404}} == {}


def test_the_registry_clerk_keeps_the_books_of_the_own_agency_only(
    signed_in: SignedIn, office: Office, places: dict[str, str]
) -> None:
    client = signed_in("vanthu")

    assert client.get(places["numbering:list"]).status_code == 200
    assert client.get(places["numbering:book"]).status_code == 200
    assert signed_in("sovanthu").get(places["numbering:book"]).status_code == 404
    assert client.get(places["people:list"]).status_code == 403


def test_the_inspector_reads_the_log_and_changes_nothing(signed_in: SignedIn, places: dict[str, str]) -> None:
    client = signed_in("theodoi")

    assert [client.get(places[name]).status_code for name in ("audit:list", "audit:line", "audit:seals")] == [
        200,
        200,
        200,
    ]
    assert client.get(places["processes:list"]).status_code == 403


def test_strangers_are_led_to_the_login(client: Client, places: dict[str, str]) -> None:
    for name in SCREENS:
        answer = client.get(places[name])
        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith("/tai-khoan/login/"), name


def test_the_menu_shows_only_what_one_may_do(signed_in: SignedIn, admin: Client) -> None:
    mine = admin.get("/uy-quyen/").content.decode()
    theirs = signed_in("chuyenvien").get("/uy-quyen/").content.decode()

    assert 'href="/quan-tri/don-vi/"' in mine
    assert "/quan-tri/" not in theirs
    assert 'href="/uy-quyen/"' in theirs


def test_the_user_menu_names_person_position_and_unit(signed_in: SignedIn) -> None:
    page = signed_in("truongphong").get("/uy-quyen/").content.decode()

    assert "Lê Hoàng Phúc" in page
    assert "Chánh Văn phòng" in page
    assert "Văn phòng HĐND và UBND, Ủy ban nhân dân phường Cao Lãnh" in page
