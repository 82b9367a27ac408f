"""Public pages are kept and travel small; whatever changes shows at once; what is personal is kept nowhere."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from congso.core import clock
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.tests.makers import enter_as
from congso.domains.portal.services.keeping_notices import publish_notice, withdraw_notice
from congso.domains.procedures.models import Publication
from congso.domains.procedures.services.publishing import FeeItem, revise_publication, withdraw_publication
from congso.domains.procedures.tests.makers import (
    SYSTEM,
    make_agency,
    make_centre,
    make_procedure,
    make_publication,
    make_terms,
)

pytestmark = pytest.mark.django_db
PAGE = "/dich-vu/9.900001/"


@pytest.fixture
def published(db: None) -> Publication:
    """A procedure of one ward."""
    agency = make_agency("UBND phường Cao Lãnh")
    make_centre(agency)
    return make_publication(version=make_procedure(code="9.900001"), agency=agency)


def seen(client: Client, mark: str = "") -> Any:
    """The page, asked for as a browser does that has it already."""
    return client.get(PAGE, headers={"If-None-Match": mark} if mark else {})


def changed(client: Client, mark: str) -> str:
    """The page after a change: it must be another one."""
    answer = seen(client, mark)
    assert answer.status_code == 200
    assert answer["ETag"] != mark
    return str(answer.content.decode())


def test_an_unchanged_page_is_not_sent_again_nor_drawn_again(
    client: Client, published: Publication, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = seen(client)
    with django_assert_max_num_queries(2):  # the version of the data, the notices
        again = seen(client, first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Encoding"} <= {each.strip() for each in first["Vary"].split(",")}
    assert "csrf" not in first.content.decode()
    assert not first.cookies


def test_a_new_fee_and_a_withdrawal_show_at_once(client: Client, published: Publication) -> None:
    mark = seen(client)["ETag"]
    terms = make_terms(fees=(FeeItem("Lệ phí hộ tịch", 2, 15_000),))

    revised = revise_publication(actor=SYSTEM, publication_id=published.pk, terms=terms)

    page = changed(client, mark)
    assert "15.000 đ" in page
    assert "8.000 đ" not in page
    mark = seen(client)["ETag"]
    withdraw_publication(actor=SYSTEM, publication_id=revised.pk, reason="Thôi nhận tại xã")
    assert "UBND phường Cao Lãnh" not in changed(client, mark)


def test_a_stop_shows_at_once_and_goes_at_once(client: Client, published: Publication) -> None:
    mark = seen(client)["ETag"]
    now = clock.now()

    notice = publish_notice(
        actor=SYSTEM,
        kind="incident",
        title="Mất điện",
        text="Chờ",
        starts_at=now,
        ends_at=now + timedelta(hours=1),
    )

    assert "Mất điện" in changed(client, mark)
    assert "Mất điện" in client.get("/").content.decode()
    with clock.at(now + timedelta(hours=2)):
        assert "Mất điện" not in seen(client).content.decode()
    withdraw_notice(actor=SYSTEM, notice_id=notice.pk, reason="Đã có điện")
    assert seen(client, mark).status_code == 304, "the page is again what it was"


def test_tomorrow_is_another_page(client: Client, published: Publication) -> None:
    make_publication(version=make_procedure(code="9.900002"))
    revise_publication(
        actor=SYSTEM, publication_id=published.pk, terms=make_terms(fees=(FeeItem("Lệ phí hộ tịch", 2, 15_000),)),
        valid_from=clock.today() + timedelta(days=1),
    )  # fmt: skip
    assert "8.000 đ" in seen(client).content.decode()

    with clock.at(clock.now() + timedelta(days=1)):
        assert "15.000 đ" in seen(client).content.decode()


def test_each_look_and_language_has_its_own(client: Client, published: Publication) -> None:
    usual = seen(client)
    marks = {usual["ETag"]}
    for choice in ("size=large", "contrast=high", "theme=dark", "language=en"):
        assert client.get(f"/cach-xem/?{choice}&next={PAGE}")["Location"] == PAGE
        marks.add(seen(client)["ETag"])
    assert len(marks) == 5
    page = seen(client).content.decode()
    assert page.lstrip().startswith(
        '<!doctype html>\n<html lang="en" data-bs-theme="dark" class="size-large contrast-high">'
    )
    assert '<h1 lang="vi">' in page
    assert seen(Client(), usual["ETag"]).status_code == 304


def test_who_is_logged_in_sees_their_own_page_and_nobody_keeps_it(
    client: Client, published: Publication, account: CitizenAccount
) -> None:
    seen(client)
    enter_as(client, account)

    own = seen(client)

    assert "Trần Thị Ngọc Ẩn" in own.content.decode()
    assert own["Cache-Control"] == "private, no-store"
    assert not own.has_header("ETag")
    assert "Trần Thị Ngọc Ẩn" not in seen(Client()).content.decode()


def test_a_missing_page_is_not_kept(client: Client) -> None:
    assert client.get("/dich-vu/9.900009/").status_code == 404
    make_procedure(code="9.900009")
    assert client.get("/dich-vu/9.900009/").status_code == 200


def test_pages_travel_packed_to_who_can_unpack(client: Client, published: Publication) -> None:
    plain = seen(client).content
    for path in (PAGE, "/dich-vu/", "/tra-cuu/"):
        packed = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
        assert packed["Content-Encoding"] == "gzip", path
        assert len(packed.content) < len(gzip.decompress(packed.content)) / 2
    assert gzip.decompress(client.get(PAGE, headers={"Accept-Encoding": "gzip"}).content) == plain
    assert not client.get("/du-lieu-mo/thu-tuc.csv", headers={"Accept-Encoding": "gzip"}).has_header(
        "Content-Encoding"
    )


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_choosing_a_look_leads_nowhere_else_and_takes_nothing_unknown(client: Client, target: str) -> None:
    answer = client.get("/cach-xem/", {"next": target, "size": "huge", "language": "xx", "contrast": "high"})

    assert answer["Location"] == "/"
    assert set(answer.cookies) == {"congso_contrast"}
