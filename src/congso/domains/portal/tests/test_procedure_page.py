"""The page of a procedure tells what the data tells."""

from __future__ import annotations

import gzip
import json
import re
from datetime import time
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from congso.core.text import nfc
from congso.domains.procedures.facade import (
    ServiceLevel,
    public_procedure,
    shipped_catalogue,
)
from congso.domains.procedures.tests.makers import (
    make_agency,
    make_centre,
    make_procedure,
    make_publication,
    make_shipped_catalogue,
    make_terms,
)
from congso.foundation.orgs.models import Unit

pytestmark = pytest.mark.django_db
BIRTH = "1.001193"


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def _structured(page: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    data: dict[str, object] = json.loads(found[0])
    return data


def test_every_fact_of_a_real_procedure_is_on_its_page(client: Client) -> None:
    make_shipped_catalogue()
    procedure = public_procedure(code=BIRTH)

    page = " ".join(re.sub(r"<br>|</?p>", " ", _page(client, f"/dich-vu/{BIRTH}/")).split())

    shown = [
        procedure.name,
        procedure.code,
        procedure.field_name,
        procedure.ministry,
        procedure.decision_number,
    ]
    shown += [paper.name for paper in procedure.papers] + [name for _code, name in procedure.results]
    shown += [title for _number, title in procedure.legal_bases] + [
        channel.name for channel in procedure.channels
    ]
    shown += [line for step in procedure.steps for line in step.lines] + [
        procedure.source_url,
        *procedure.audience,
    ]
    for fact in shown:
        assert " ".join(fact.split()) in page, fact
    with gzip.open(shipped_catalogue(), "rt", encoding="utf-8") as lines:
        source = next(row for row in map(json.loads, lines) if row["ma_thu_tuc"] == BIRTH)
    assert [paper.name for paper in procedure.papers] == [
        nfc(row["ten"]) for row in source["thanh_phan_ho_so"]
    ]


def test_the_chosen_case_brings_its_papers_and_leaves_the_others_out(client: Client) -> None:
    make_shipped_catalogue()
    procedure = public_procedure(code=BIRTH)
    found, surrogate = (
        next(case for case in procedure.cases if words in case.label)
        for words in ("bị bỏ rơi", "mang thai hộ")
    )

    page = _page(client, f"/dich-vu/{BIRTH}/?chon=1&th={found.key}")
    papers = page[page.index("<p role") : page.index('id="noi-nop"')]

    assert "phải có biên bản về việc trẻ bị bỏ rơi" in papers
    assert "mang thai hộ" not in papers
    assert "Giấy chứng sinh" in papers
    assert "Đã bỏ 1 giấy tờ của trường hợp khác" in papers
    needed = sum(not paper.is_note and paper.case in (None, found) for paper in procedure.papers)
    assert f"Bạn cần {needed} giấy tờ." in papers
    none = _page(client, f"/dich-vu/{BIRTH}/?chon=1&th={surrogate.key}x")
    assert "Đã bỏ 2 giấy tờ của trường hợp khác" in none


def test_where_to_go_with_hours_fees_time_and_the_published_reason(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version, agency = make_procedure(code="1.000009"), make_agency("UBND phường Cao Lãnh")
    centre = make_centre(agency)
    Unit.objects.filter(pk=centre.pk).update(address="12 đường 30/4", phone="0277 3 999 999")
    terms = make_terms(
        service_level=ServiceLevel.PARTIAL,
        level_reason="hai bên phải có mặt",
        cutoff=time(15),
        decision_number="12/QĐ-UBND",
    )
    partly = make_publication(version=version, agency=agency, terms=terms)
    make_publication(version=version, agency=make_agency("UBND xã Mỹ An Hưng"))

    page = _page(client, "/dich-vu/1.000009/")

    for fact in ("Trung tâm Phục vụ hành chính công, 12 đường 30/4 · 0277 3 999 999", "Lệ phí hộ tịch: 8.000 đ",
                 "3 ngày làm việc, nhận sau 15:00 tính sang ngày làm việc sau", "Một phần: hai bên phải có mặt",
                 "12/QĐ-UBND", "Chưa làm được trọn vẹn trên mạng vì: hai bên phải có mặt"):  # fmt: skip
        assert fact in page, fact
    assert re.search(r"Thứ Hai – Thứ Sáu: \d\d:\d\d–\d\d:\d\d, \d\d:\d\d–\d\d:\d\d", page)
    assert page.count("Nộp trực tuyến<span") == 2
    assert f'href="{reverse("portal:apply", args=[partly.pk])}"' in page
    with django_assert_max_num_queries(2):
        client.get("/dich-vu/1.000009/")
    data = _structured(page)
    assert data["@type"] == "GovernmentService"
    assert data["identifier"] == "1.000009"
    assert str(data["url"]).endswith("/dich-vu/1.000009/")
    assert [each["name"] for each in data["provider"]] == ["UBND phường Cao Lãnh", "UBND xã Mỹ An Hưng"]  # type: ignore[attr-defined]
    assert data["offers"] == [
        {"@type": "Offer", "name": "Lệ phí hộ tịch", "price": "8000", "priceCurrency": "VND"}
    ]
    assert f'<link rel="canonical" href="{data["url"]}">' in page


def test_what_is_only_described_online_offers_no_button(client: Client) -> None:
    version = make_procedure(code="1.000009")
    make_publication(version=version, terms=make_terms(service_level=ServiceLevel.INFORMATION))

    assert "Nộp trực tuyến<span" not in _page(client, "/dich-vu/1.000009/")


def test_text_in_the_data_cannot_end_the_block_of_structured_data(client: Client) -> None:
    make_procedure(name="Cấp </script><script>alert(1)</script> & giấy", code="1.000009")

    page = client.get("/dich-vu/1.000009/").content.decode()

    assert "<script>alert" not in page
    assert _structured(page)["name"] == "Cấp </script><script>alert(1)</script> & giấy"


def test_an_unknown_code_is_not_found(client: Client) -> None:
    assert client.get("/dich-vu/9.999999/").status_code == 404
