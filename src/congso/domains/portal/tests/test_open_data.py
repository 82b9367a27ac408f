"""The catalogue as files, the site map, the first page."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.domains.portal.errors import EventExists, NoProcedureNamed, NoticeOutOfOrder, NoticeTooLate
from congso.domains.portal.facade import load_standard_events, publish_notice
from congso.domains.portal.models import LifeEvent, ServiceNotice
from congso.domains.portal.queries.notices import earliest_planned_day
from congso.domains.portal.services.keeping_events import (
    EventWording,
    close_life_event,
    save_life_event,
    standard_events,
)
from congso.domains.portal.services.keeping_notices import withdraw_notice
from congso.domains.procedures.facade import (
    catalogue_lines,
    publish_procedure,
    shipped_catalogue,
)
from congso.domains.procedures.tests.makers import (
    SYSTEM,
    make_agency,
    make_procedure,
    make_publication,
    make_shipped_catalogue,
    make_terms,
)
from congso.foundation.calendar.queries import schedule_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.CONGSO_CACHE = tmp_path


def _shipped_codes() -> set[str]:
    with gzip.open(shipped_catalogue(), "rt", encoding="utf-8") as lines:
        return {json.loads(line)["ma_thu_tuc"] for line in lines}


def _body(client: Client, address: str, **headers: str) -> tuple[Any, bytes]:
    answer = client.get(address, headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_the_files_hold_the_whole_catalogue(client: Client) -> None:
    make_shipped_catalogue()
    line = next(row for row in catalogue_lines(field="Hộ tịch", level="commune") if row.code == "1.001193")
    publish_procedure(
        actor=SYSTEM, version_id=line.version_id, agency_ids=[make_agency().pk], terms=make_terms()
    )

    answer, sheet = _body(client, "/du-lieu-mo/thu-tuc.csv")
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))
    _answer, text = _body(client, "/du-lieu-mo/thu-tuc.json")
    data = json.loads(text)

    assert sheet.startswith(b"\xef\xbb\xbf")
    in_force = _shipped_codes()
    assert {row["ma_thu_tuc"] for row in rows} == {each["ma_thu_tuc"] for each in data["thu_tuc"]} == in_force
    assert len(rows) == data["so_thu_tuc"] == len(data["thu_tuc"])
    birth = next(row for row in rows if row["ma_thu_tuc"] == "1.001193")
    assert (birth["co_quan_cong_bo"], birth["muc_do_truc_tuyen"]) == ("UBND phường Cao Lãnh", "full")
    assert not [row for row in rows for cell in row.values() if cell[:1] in {"=", "+", "@"}]
    again, nothing = _body(client, "/du-lieu-mo/thu-tuc.csv", if_none_match=answer["ETag"])
    assert (again.status_code, nothing) == (304, b"")


def test_a_file_is_sent_again_only_when_something_has_changed(client: Client) -> None:
    make_procedure(code="1.000001")
    answer, _sheet = _body(client, "/du-lieu-mo/thu-tuc.csv")

    again, nothing = _body(client, "/du-lieu-mo/thu-tuc.csv", if_none_match=answer["ETag"])
    assert (again.status_code, nothing) == (304, b"")
    assert answer["Last-Modified"]
    make_procedure(code="1.999999")
    changed, more = _body(client, "/du-lieu-mo/thu-tuc.csv", if_none_match=answer["ETag"])
    assert changed.status_code == 200
    assert b"1.999999" in more
    assert client.get("/du-lieu-mo/thu-tuc.xml").status_code == 404


def test_the_site_map_lists_exactly_the_public_pages(client: Client, settings: Settings) -> None:
    settings.CONGSO_BASE_URL = "https://dichvucong.dongthap.example"
    make_procedure(code="1.000001")
    make_procedure(code="1.000002")
    save_life_event(actor=SYSTEM, wording=EventWording("sinh-con", "Sinh con", "user", ["1.000001"]))
    closed = save_life_event(actor=SYSTEM, wording=EventWording("cuoi", "Cưới", "user", ["1.000002"]))
    close_life_event(actor=SYSTEM, event_id=closed.pk)

    _answer, text = _body(client, "/sitemap.xml")
    listed = re.findall(r"<loc>([^<]+)</loc>", text.decode())

    begin = settings.CONGSO_BASE_URL
    paths = [
        "/",
        "/dich-vu/",
        "/du-lieu-mo/",
        "/tra-cuu/",
        "/su-kien/sinh-con/",
        "/dich-vu/1.000001/",
        "/dich-vu/1.000002/",
    ]
    assert listed == [begin + path for path in paths]
    for path in paths:
        assert client.get(path).status_code == 200, path
    assert f"Sitemap: {begin}/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_first_page_leads_on_and_costs_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = make_procedure(code="1.000001", field="Hộ tịch")
    row = make_publication(version=version)
    save_life_event(actor=SYSTEM, wording=EventWording("sinh-con", "Sinh con", "baby-carriage", ["1.000001"]))
    client.get("/")

    with django_assert_max_num_queries(2):  # the version of the reference data, the notices
        page = client.get("/").content.decode()
    assert 'action="/dich-vu/"' in page
    for link in ("/su-kien/sinh-con/", f"?linh_vuc={version.field_id}&amp;tai_tinh=on", f"?co_quan={row.agency_id}",
                 "?doi_tuong=citizen", "/tra-cuu/", "/tai-khoan/login/"):  # fmt: skip
        assert link in page, link


def test_every_standard_event_names_real_procedures_only() -> None:
    make_shipped_catalogue()

    assert {code for given in standard_events() for code in given.codes} - _shipped_codes() == set()
    assert load_standard_events(actor=SYSTEM) == len(standard_events())
    assert load_standard_events(actor=SYSTEM) == 0


def test_an_event_is_replaced_with_its_dates_kept_and_an_empty_one_is_not_shown(client: Client) -> None:
    make_procedure(code="1.000001")
    old = save_life_event(actor=SYSTEM, wording=EventWording("sinh-con", "Sinh con", "user", ["1.000001"]))

    new = save_life_event(
        actor=SYSTEM, wording=EventWording("sinh-con", "Chào đời", "user", ["1.000001"]), event_id=old.pk
    )

    old.refresh_from_db()
    assert (old.valid_to, new.valid_to) == (clock.today(), None)
    page = client.get("/").content.decode()
    assert "Chào đời" in page
    assert "Sinh con" not in page
    with pytest.raises(NoProcedureNamed, match=r"9\.9"):
        save_life_event(actor=SYSTEM, wording=EventWording("a", "A", "user", ["1.000001", "9.9"]))
    with pytest.raises(EventExists):
        save_life_event(actor=SYSTEM, wording=EventWording("sinh-con", "B", "user", ["1.000001"]))
    with pytest.raises(NotAllowed):
        save_life_event(actor=Actor(7, "X"), wording=EventWording("b", "B", "user", ["1.000001"]))
    LifeEvent.objects.filter(pk=new.pk).update(codes=["9.9"])
    make_procedure(code="1.000002")
    assert "Chào đời" not in client.get("/").content.decode()
    assert client.get("/su-kien/sinh-con/").status_code == 404


def test_a_planned_stop_is_told_seven_working_days_before(client: Client) -> None:
    earliest, schedule = earliest_planned_day(), schedule_for(None)
    assert schedule.working_days_between(clock.today(), earliest) == 7
    early = clock.now() + (earliest - clock.today())
    given = {"actor": SYSTEM, "title": "Bảo trì máy chủ", "text": "Nộp tại quầy."}

    with pytest.raises(NoticeTooLate, match=f"{earliest:%d/%m/%Y}"):
        publish_notice(**given, kind="planned", starts_at=early - timedelta(days=1), ends_at=early)  # type: ignore[arg-type]
    with pytest.raises(NoticeOutOfOrder):
        publish_notice(**given, kind="incident", starts_at=early, ends_at=early)  # type: ignore[arg-type]
    assert not ServiceNotice.objects.exists()
    row = publish_notice(**given, kind="planned", starts_at=early, ends_at=early + timedelta(hours=2))  # type: ignore[arg-type]
    publish_notice(
        actor=SYSTEM, title="Mất kết nối", text="Đang sửa.", kind="incident", starts_at=clock.now(),
        ends_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip

    page = client.get("/").content.decode()
    assert page.index("Mất kết nối") < page.index("Bảo trì máy chủ")
    withdraw_notice(actor=SYSTEM, notice_id=row.pk, reason="Hoãn")
    assert "Bảo trì máy chủ" not in client.get("/").content.decode()
