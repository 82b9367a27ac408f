"""Citizens find procedures of the real catalogue."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from congso.core.errors import NotVisible
from congso.domains.procedures.facade import (
    PublicWanted,
    find_procedures,
    suggest_public,
)
from congso.domains.procedures.tests.makers import (
    make_agency,
    make_procedure,
    make_publication,
    make_shipped_catalogue,
    make_terms,
)
from congso.foundation.orgs import epoch

pytestmark = pytest.mark.django_db
BIRTH, MARRIAGE, FOREIGN_MARRIAGE = "1.001193", "1.000894", "2.000806"


@pytest.fixture
def real_catalogue() -> None:
    make_shipped_catalogue()


def _codes(text: str, first: int = 10, **narrowed: object) -> list[str]:
    wanted = PublicWanted(text=text, **narrowed)  # type: ignore[arg-type]
    return [row.code for row in find_procedures(wanted=wanted, size=first).rows]


@pytest.mark.usefixtures("real_catalogue")
def test_the_real_catalogue_is_found_as_people_type() -> None:
    for typed in ("dang ki khai sinh", "khai sinh dang ky", "dang ky khai sihn", "ddawng kys khai sinh", "khaisinh",
                  "dkks", "đăng ký khai sinh", "DANG KY KHAI SINH", BIRTH, "dan ky khai sinh"):  # fmt: skip
        assert _codes(typed)[0] == BIRTH, typed
    assert _codes("ĐKKH")[0] == MARRIAGE
    assert _codes("ket hon voi nguoi nuoc ngoai")[0] == FOREIGN_MARRIAGE
    assert {"3.000346", "3.000347", "3.000348"} <= set(_codes("GPLX")) & set(_codes("bang lai xe"))
    assert {"1.014063", "1.014064"} <= set(_codes("CCCD")[:4])
    assert "1.012783" in _codes("so do")[:3]
    assert _codes("sổ đỏ bị mất")[0] == "1.012786"
    for typed in (
        "giay phep xay dung nha o",
        "giay phpe xay dung nha o",
        "giay phep xya dugn nha o",
        "gpxd nha o",
    ):
        assert "1.013225" in _codes(typed)[:5], typed
    assert _codes("qqqwwwzzz") == []


@pytest.mark.usefixtures("real_catalogue")
def test_a_page_begins_as_the_whole_list_does() -> None:
    for typed in ("dang ky", "giấy phép", "thu tuc cap lai giay phep xay dung", "khai sinh yeu to nuoc ngoai", "gia hạn", "quyet dinh chu truong dau tu",
                  "cap giay chung nhan", "dất đai", "giay phpe kinh doanh", "x"):  # fmt: skip
        whole = find_procedures(wanted=PublicWanted(text=typed), size=5_000)
        first = find_procedures(wanted=PublicWanted(text=typed), size=20)
        assert (first.rows, first.total, first.facets) == (whole.rows[:20], len(whole.rows), whole.facets), typed
        if first.next_key:
            second = find_procedures(wanted=PublicWanted(text=typed), size=20, after=first.next_key)
            assert second.rows == whole.rows[20:40], typed


@pytest.mark.usefixtures("real_catalogue")
def test_words_that_a_procedure_lacks_are_not_told_as_a_match(client: Client) -> None:
    page = client.get("/dich-vu/?q=xac+nhan+tinh+trang+hon+nhan").content.decode()

    assert '<p class="found-missing">không có: trang</p>' in page
    assert "khớp: không có" not in page


@pytest.mark.usefixtures("real_catalogue")
def test_the_reason_of_a_match_is_told_and_its_words_are_marked() -> None:
    licence = suggest_public(text="GPLX")[0]
    slip = suggest_public(text="khai sihn")[0]
    plain = suggest_public(text="dang ky khai sinh")[0]
    code = suggest_public(text=BIRTH)[0]

    assert licence.reason == "giấy phép lái xe (GPLX)"
    assert [licence.name[a:b] for a, b in licence.ranges] == ["giấy", "phép", "lái", "xe"]
    assert slip.reason == "sinh (sihn)"
    assert plain.reason == ""
    assert code.reason == f"mã thủ tục {BIRTH}"


@pytest.mark.usefixtures("real_catalogue")
def test_pages_follow_each_other_without_gap_or_repeat_and_facets_tell_the_truth() -> None:
    for wanted in (PublicWanted(level="commune"), PublicWanted(text="cap giay phep")):
        seen, key = [], ""
        while True:
            page = find_procedures(wanted=wanted, after=key, size=70)
            seen += [row.code for row in page.rows]
            if not (key := page.next_key):
                break
        assert len(seen) == len(set(seen)) == page.total
    every = find_procedures(wanted=PublicWanted())
    assert every.total == 2642
    for level, count in every.facets["level"].items():
        assert find_procedures(wanted=PublicWanted(level=str(level))).total == count
    both = find_procedures(wanted=PublicWanted(level="commune", audience="citizen"))
    assert both.facets["audience"]["citizen"] == both.total
    assert both.facets["level"]["commune"] == both.total


def test_made_up_page_keys_are_not_found(client: Client) -> None:
    make_procedure()

    for key in ("x", "WzFd", "eyJhIjogMX0="):
        with pytest.raises(NotVisible):
            find_procedures(wanted=PublicWanted(), after=key)
    assert client.get("/dich-vu/", {"after": "x"}).status_code == 404


def test_what_the_province_offers_comes_first_and_narrows() -> None:
    make_procedure(name="Cấp giấy phép A", code="1.000001")
    offered = make_procedure(name="Cấp giấy phép B", code="1.000002")
    agency = make_agency("UBND xã Mỹ An Hưng")
    make_publication(
        version=offered, agency=agency,
        terms=make_terms(service_level="partial", level_reason="phải kiểm tra thực tế"),
    )  # fmt: skip

    assert _codes("cap giay phep") == ["1.000002", "1.000001"]
    for narrowed in (
        {"agency_id": agency.pk},
        {"online": True},
        {"published": True},
        {"service_level": "partial"},
    ):
        assert _codes("", **narrowed) == ["1.000002"], narrowed
    assert _codes("", service_level="full") == []


def test_finding_costs_no_query_while_nothing_changes(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_procedure()

    with epoch.known():
        find_procedures(wanted=PublicWanted(text="khai"))
        with django_assert_max_num_queries(0):
            assert find_procedures(wanted=PublicWanted(text="khai sinh")).total == 1


def test_the_list_and_the_typeahead_as_pages(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_procedure(name="Cấp <b>giấy</b> phép lái xe", code="1.000003")
    client.get("/dich-vu/")

    with django_assert_max_num_queries(1):  # the version of the reference data
        page = client.get("/dich-vu/", {"q": "GPLX"}).content.decode()
    assert "khớp: giấy phép lái xe (GPLX)" in page
    assert "&lt;b&gt;<mark>giấy</mark>&lt;/b&gt;" in page
    assert "<b>giấy" not in page
    part = client.get("/dich-vu/goi-y/", {"q": "gplx"}).content.decode()
    assert "/dich-vu/1.000003/" in part
    assert "<html" not in part
    assert client.get("/dich-vu/goi-y/", {"q": " "}).content.decode().strip() == ""


def test_a_name_too_long_for_the_box_is_cut_between_its_marks(client: Client) -> None:
    name = "Cấp lại giấy chứng nhận " + "nước " * 60
    make_procedure(code="9.000001", name=name.strip())
    page = client.get("/dich-vu/goi-y/", {"q": "giay chung nhan nuoc"}).content.decode()
    shown = page.split("<span>")[0]
    assert shown.count("<mark>") == shown.count("</mark>") > 0
    plain = shown.replace("<mark>", "").replace("</mark>", "").split(">")[-1]
    assert plain == name[:159] + "…"
