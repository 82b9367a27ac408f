"""Finding procedures by plain words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from congso.core.actors import Actor, Seat
from congso.core.errors import NotVisible
from congso.domains.procedures import facade
from congso.domains.procedures.models import Abbreviation
from congso.domains.procedures.queries.catalogue import Wanted, catalogue, procedure_in_force
from congso.domains.procedures.queries.terms import is_one_slip
from congso.domains.procedures.services.editing import edit_version
from congso.domains.procedures.services.publishing import publish_procedure
from congso.domains.procedures.tests.makers import (
    SYSTEM,
    make_agency,
    make_centre,
    make_procedure,
    make_publication,
    make_shipped_catalogue,
    make_terms,
)
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Unit

REAL_FILE = Path(__file__).parents[1] / "data" / "thu_tuc_hanh_chinh_2642.jsonl.gz"
pytestmark = pytest.mark.django_db
BIRTH, MARRIAGE, SINGLE = "1.001193", "1.000894", "1.004873"


def _clerk_of(centre: Unit) -> Actor:
    return Actor(account_id=1, name="Clerk", seats=(Seat(1, centre.pk, "clerk", "Công chức một cửa"),))


def _codes(text: str, **narrowed: object) -> list[str]:
    page = catalogue(viewer=SYSTEM, wanted=Wanted(text=text, **narrowed))  # type: ignore[arg-type]
    return [row.procedure.code for row in page.rows]


def test_the_real_catalogue_is_found_as_people_type() -> None:
    make_shipped_catalogue()

    for typed in ("dang ky khai sinh", "Thủ tục đăng ký khai sinh", "khai sinh dang ky", "dk khai sinh", "dkks",
                  "đăng ký khai sihn", "dang ki khai sinh", "1.001193"):  # fmt: skip
        assert BIRTH in _codes(typed)[:10], typed
    assert MARRIAGE in _codes("ket hon dang ky")[:10]
    assert SINGLE in _codes("xac nhan tinh trang hon nhan")[:5]
    assert SINGLE in _codes("xntthn")[:5]
    assert _codes("qqqwwwzzz") == []


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    make_shipped_catalogue()

    for wanted in (Wanted(level="commune"), Wanted(text="dang ky", level="commune")):
        seen: list[int] = []
        key = ""
        while True:
            page = catalogue(viewer=SYSTEM, wanted=wanted, after=key, size=100)
            seen += [row.pk for row in page.rows]
            key = page.next_key
            if not key:
                break
        assert len(seen) == len(set(seen))
        if not wanted.text:
            assert len(seen) == 588


def test_a_made_up_page_key_is_not_found() -> None:
    make_procedure()

    for key in ("x", "WzFd", "eyJhIjogMX0="):
        with pytest.raises(NotVisible):
            catalogue(viewer=SYSTEM, wanted=Wanted(), after=key)


def test_the_list_narrows_by_field_level_agency_and_publication() -> None:
    birth, land = (
        make_procedure(),
        make_procedure(name="Đăng ký đất đai", field="Đất đai", levels=["province"]),
    )
    row = make_publication(version=birth)

    assert _codes("", field_id=land.field_id) == [land.procedure.code]
    assert _codes("", level="province") == [land.procedure.code]
    assert _codes("", agency_id=row.agency_id) == [birth.procedure.code]
    assert _codes("", published=True) == [birth.procedure.code]
    assert _codes("", published=False) == [land.procedure.code]


def test_the_list_costs_the_same_however_long_it_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        make_procedure(name=f"Thủ tục số {number}")
    catalogue(viewer=SYSTEM, wanted=Wanted(text="thu tuc"))

    with django_assert_max_num_queries(3):  # the epoch twice, the rows
        assert len(catalogue(viewer=SYSTEM, wanted=Wanted(text="thu tuc")).rows) == 30
    with django_assert_max_num_queries(1):
        catalogue(viewer=SYSTEM, wanted=Wanted())


def test_a_procedure_reads_as_it_was_on_a_day() -> None:
    old = make_procedure(name="Tên cũ", code="1.000001")
    edit_version(
        actor=SYSTEM,
        version_id=old.pk,
        changes={"name": "Tên mới"},
        note="Sửa tên",
        valid_from=date(2026, 4, 1),
    )

    assert procedure_in_force(viewer=SYSTEM, code="1.000001", on=date(2026, 3, 31)).name == "Tên cũ"
    assert procedure_in_force(viewer=SYSTEM, code="1.000001", on=date(2026, 4, 1)).name == "Tên mới"
    with pytest.raises(NotVisible):
        procedure_in_force(viewer=SYSTEM, code="1.000001", on=date(2025, 6, 30))
    assert _codes("ten moi") == ["1.000001"]


def test_the_counter_is_offered_its_own_agency_first_and_others_by_name() -> None:
    near, far = make_agency("UBND phường Cao Lãnh"), make_agency("UBND phường Mỹ Tho")
    birth, death = make_procedure(), make_procedure(name="Thủ tục đăng ký khai tử")
    terms = make_terms()
    for version in (birth, death):
        publish_procedure(actor=SYSTEM, version_id=version.pk, agency_ids=[far.pk, near.pk], terms=terms)
    clerk = _clerk_of(make_centre(near))

    found = facade.suggest(viewer=clerk, text="khai")
    assert [(row.agency_id, row.is_own) for row in found] == [(near.pk, True)] * 2 + [(far.pk, False)] * 2
    first = facade.suggest(viewer=clerk, text="sinh kha")[0]
    assert first.name == "Thủ tục đăng ký khai sinh"
    assert [first.name[start:end] for start, end in first.ranges] == ["kha", "sinh"]
    assert first.limit_text == "3 ngày làm việc"
    named = facade.suggest(viewer=clerk, text="khai tu my tho")
    assert {row.agency_name for row in named} == {"UBND phường Mỹ Tho"}
    assert named[0].code == death.procedure.code
    assert facade.suggest(viewer=clerk, text="khai sihn", limit=1)[0].code == birth.procedure.code
    assert facade.suggest(viewer=clerk, text="hộ tịch khai tử", limit=1)[0].code == death.procedure.code
    assert facade.suggest(viewer=clerk, text="   ") == []
    assert facade.suggest(viewer=clerk, text="cao lanh") == []


def test_the_typeahead_answers_from_memory(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    clerk = _clerk_of(make_centre(Unit.objects.get(pk=make_publication().agency_id)))
    facade.suggest(viewer=clerk, text="khai sinh")
    epoch.know(epoch.current())

    try:
        with django_assert_max_num_queries(0):
            assert facade.suggest(viewer=clerk, text="dang ky khai")
            assert facade.suggest(viewer=clerk, text="ket hon") == []
    finally:
        epoch.know(None)


def test_an_office_adds_its_own_short_form() -> None:
    make_procedure(name="Cấp phép xây dựng nhà ở riêng lẻ", code="1.000002")
    Abbreviation.objects.create(short="norl", words="nha o rieng le")
    epoch.bump()

    assert _codes("norl") == ["1.000002"]


@pytest.mark.parametrize(
    ("typed", "meant", "near"),
    [("sihn", "sinh", True), ("sin", "sinh", True), ("sinhh", "sinh", True), ("sanh", "sinh", True),
     ("sinh", "sinh", True), ("snih", "sinh", True), ("hsni", "sinh", False), ("tu", "sinh", False)],
)  # fmt: skip
def test_one_slip_of_the_finger(typed: str, meant: str, near: bool) -> None:
    assert is_one_slip(typed, meant) is near


def test_strangers_see_nothing() -> None:
    nobody = Actor(account_id=None, name="")

    with pytest.raises(NotVisible):
        catalogue(viewer=nobody, wanted=Wanted())
    with pytest.raises(NotVisible):
        facade.suggest(viewer=nobody, text="khai")
