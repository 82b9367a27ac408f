"""The screens of who runs the axis, and what registries see of it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.axis import figures
from congso.domains.axis.models import Certificate, Member, Parcel, Stop, System
from congso.domains.axis.queries import (
    Asked,
    dead_letters,
    lines,
    log,
    members,
    parcel_of,
    system_of,
    systems,
)
from congso.domains.axis.services.carrying import Receipt, settle
from congso.domains.axis.services.taking_part import end_member
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.people.models import Account
from tests.axis.conftest import COMMUNE, MINISTRY, NOBODY, RUNS, WARD, Axis, done, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """The small province."""
    return make_office()


def signed_in(username: str) -> Client:
    found = Client()
    found.force_login(Account.objects.get(username=username))
    return found


def text(client: Client, url: str, **asked: Any) -> str:
    answer = client.get(url, asked)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_a_system_is_connected_and_its_secret_shown_once(axis: Axis, office: Office) -> None:
    admin = signed_in("quantri")
    shown = admin.post("/truc/he-thong/them/", {"system_id": "so-y-te", "name": "Sở Y tế", "daily_quota": "50"})
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    system = System.objects.get(system_id="so-y-te")
    secret = shown.content.decode().split('id="secret">')[1].split("<")[0]
    assert len(secret) == 43
    for page in ("/truc/", f"/truc/he-thong/{system.pk}/", f"/truc/he-thong/{system.pk}/sua/"):
        assert secret not in text(admin, page)
    renewed = admin.post(f"/truc/he-thong/{system.pk}/khoa-bi-mat/").content.decode()
    assert secret not in renewed
    twice = admin.post("/truc/he-thong/them/", {"system_id": "so-y-te", "name": "Sở Y tế", "daily_quota": "50"})
    assert "đã có, mời chọn mã khác" in twice.content.decode()


def test_certificates_are_added_by_a_file_and_withdrawn(axis: Axis, office: Office) -> None:
    admin, url = signed_in("quantri"), f"/truc/he-thong/{axis.ministry.pk}/chung-thu/"
    wrong = admin.post(url, {"certificate": SimpleUploadedFile("a.pem", b"abc")})
    assert (wrong.status_code, "không phải chứng thư số" in wrong.content.decode()) == (422, True)
    assert admin.post(url, {"certificate": SimpleUploadedFile("a.der", b"x" * 100_001)}).status_code == 422
    assert admin.post(url, {"certificate": SimpleUploadedFile("a.der", axis.keys["tinh"].certificate_der)}).status_code == 302
    row = Certificate.objects.latest("pk")
    assert admin.post(f"/truc/chung-thu/{row.pk}/ngung/").status_code == 302
    assert "đã ngừng" in text(admin, f"/truc/he-thong/{axis.ministry.pk}/")


def test_agencies_are_registered_locked_opened_moved_and_ended(axis: Axis, office: Office) -> None:
    admin = signed_in("quantri")
    given = {"code": "H20.80", "name": "Chi cục Kiểm lâm", "valid_from": "01/02/2026", "system_pk": str(axis.province.pk)}
    wrong = admin.post("/truc/don-vi/them/", given | {"code": "h20"})
    assert (wrong.status_code, "không đúng dạng" in wrong.content.decode()) == (422, True)
    assert admin.post("/truc/don-vi/them/", given).status_code == 302
    made = member("H20.80")
    assert "Chi cục Kiểm lâm" in text(admin, "/truc/don-vi/", q="kiểm lâm")
    assert "Chi cục Kiểm lâm" not in text(admin, "/truc/don-vi/", q="H20.31")
    admin.post(f"/truc/don-vi/{made.pk}/", {"name": "Chi cục Thủy lợi", "email": "", "system_pk": ""})
    assert (member("H20.80").name, member("H20.80").system_id) == ("Chi cục Thủy lợi", None)
    admin.post(f"/truc/don-vi/{made.pk}/khoa/", {"reason": "Bảo trì"})
    assert "Bảo trì" in text(admin, "/truc/don-vi/")
    admin.post(f"/truc/don-vi/{made.pk}/mo/")
    assert member("H20.80").locked_reason == ""
    wrong = admin.post(f"/truc/don-vi/{made.pk}/ket-thuc/", {"on": "01/09/2026", "successor": "H99"})
    assert (wrong.status_code, "Không có đơn vị nào mang mã này" in wrong.content.decode()) == (422, True)
    assert admin.post(f"/truc/don-vi/{made.pk}/ket-thuc/", {"on": "01/09/2026", "successor": WARD}).status_code == 302
    assert f"→ {WARD}" in text(admin, "/truc/don-vi/")


def test_each_registry_sees_its_own_messages_and_who_runs_the_axis_all(axis: Axis, office: Office) -> None:
    to_ministry, to_commune = axis.take(MINISTRY, number="1"), axis.take(COMMUNE, MINISTRY, number="2")
    ward = signed_in("vanthu")  # registry of H20.31, which sent both
    shown = text(ward, "/truc/nhat-ky/")
    assert shown.count("1/BM-VP") == 1
    assert shown.count("2/BM-VP") == 2
    commune = Actor(account_id=9, name="Văn thư xã", grants={"documents.register": frozenset({office.units["xa"]})})
    assert [(row.receiver_code, row.parcel_id) for row in log(viewer=commune, asked=Asked()).rows] == [(COMMUNE, to_commune.pk)]
    assert [row.receiver_code for row in parcel_of(viewer=commune, parcel_id=to_commune.pk)[1]] == [COMMUNE]
    with pytest.raises(NotVisible):
        parcel_of(viewer=commune, parcel_id=to_ministry.pk)
    with pytest.raises(NotAllowed):
        log(viewer=NOBODY, asked=Asked())
    assert "Thử lại" not in text(ward, f"/truc/goi-tin/{to_ministry.pk}/")
    assert ward.get(f"/truc/goi-tin/{to_ministry.pk}/tep/").status_code == 200
    for other in ("/truc/", "/truc/don-vi/", "/truc/loi/", "/truc/so-lieu/"):
        assert ward.get(other).status_code == 403


def test_the_log_is_searched_and_turned_by_key(axis: Axis, office: Office) -> None:
    first = axis.take(MINISTRY, COMMUNE, number="7")
    axis.take(MINISTRY, number="8", subject="Về việc phòng cháy rừng")

    def found(**asked: Any) -> list[tuple[str, str]]:
        return [(row.parcel.title.split()[0], row.receiver_code) for row in log(viewer=RUNS, asked=Asked(**asked)).rows]

    assert found(words="phong chay") == [("8/BM-VP", MINISTRY)]
    assert found(agency=COMMUNE) == [("7/BM-VP", COMMUNE)]
    assert found(agency=WARD, side="received") == []
    assert len(found(agency=WARD, side="sent")) == 3
    assert found(kind="status") == found(state="taken") == []
    assert len(found(day=clock.today())) == len(found(since=clock.today())) == 3
    assert found(day=clock.today() - timedelta(days=1)) == found(since=clock.today() + timedelta(days=1)) == []
    typed = f"{clock.today().day}/{clock.today().month}/{clock.today().year}"
    assert "8/BM-VP" in text(signed_in("vanthu"), "/truc/nhat-ky/", ngay=typed)
    assert "8/BM-VP" not in text(signed_in("vanthu"), "/truc/nhat-ky/", ngay="1/1/2020")
    Stop.objects.bulk_create([Stop(parcel=first, asked_code=f"H20.A{n}", receiver_code=f"H20.A{n}") for n in range(60)])
    page = log(viewer=RUNS, asked=Asked())
    older = log(viewer=RUNS, asked=Asked(before=int(page.older)))
    assert (len(page.rows), len(older.rows), older.older) == (50, 13, "")
    assert not {row.pk for row in page.rows} & {row.pk for row in older.rows}


def test_the_log_as_excel_holds_the_lines_asked_for_and_is_noted(axis: Axis, office: Office) -> None:
    axis.take(MINISTRY, COMMUNE, number="7")
    answer = signed_in("vanthu").get("/truc/nhat-ky/excel/", {"don-vi": COMMUNE})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    cells = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    body = [row for row in cells if COMMUNE in row]
    assert len(body) == 1
    assert body[0][4:7] == [WARD, COMMUNE, "Chờ nơi nhận lấy"]
    assert done("axis.take_log") == 1


def test_dead_letters_are_listed_by_system_and_given_again(axis: Axis, office: Office) -> None:
    admin = signed_in("quantri")
    for number in "123":
        stop = axis.take(MINISTRY, number=number).stops.get()
        settle(system=axis.ministry, receipts=[Receipt(stop.pk, taken=False, error_code="22", error="Sai chuẩn edXML")])
    assert text(admin, "/truc/loi/").count("Sai chuẩn edXML") == 3
    assert "Sai chuẩn edXML" not in text(admin, "/truc/loi/", **{"he-thong": axis.province.pk})
    assert admin.post(f"/truc/loi/{stop.pk}/thu-lai/").status_code == 302
    assert admin.post(f"/truc/loi/{stop.pk}/thu-lai/").status_code == 409
    assert len(dead_letters(viewer=RUNS).rows) == 2
    admin.post(f"/truc/he-thong/{axis.ministry.pk}/thu-lai/")
    assert "Không có gói tin lỗi" in text(admin, "/truc/loi/")


def test_every_figure_opens_as_many_lines_as_it_says(axis: Axis, office: Office) -> None:
    axis.take(MINISTRY, COMMUNE, number="1")
    old = axis.take(MINISTRY, number="2")
    Parcel.objects.filter(pk=old.pk).update(received_at=clock.now() - timedelta(days=3))
    gone = axis.take(MINISTRY, number="3")
    Parcel.objects.filter(pk=gone.pk).update(received_at=clock.now() - timedelta(days=31))
    days = {line.day: line for line in figures.per_day(viewer=RUNS)}
    assert len(days) == 30
    assert [(line.messages, line.receivers) for line in (days[clock.today()], days[clock.today() - timedelta(days=3)])] == [(1, 2), (1, 1)]
    assert sum(line.bytes for line in days.values()) == sum(Parcel.objects.exclude(pk=gone.pk).values_list("size", flat=True))
    for line in days.values():
        assert lines(viewer=RUNS, asked=Asked(day=line.day)).count() == line.receivers
        assert lines(viewer=RUNS, asked=Asked(day=line.day, state="dead")).count() == line.dead
    by_agency = {line.code: (line.sent, line.received) for line in figures.per_agency(viewer=RUNS)}
    assert by_agency == {WARD: (3, 0), MINISTRY: (0, 2), COMMUNE: (0, 1)}
    for code, (sent, received) in by_agency.items():
        assert lines(viewer=RUNS, asked=Asked(agency=code, side="sent", since=figures.first_day())).count() == sent
        assert lines(viewer=RUNS, asked=Asked(agency=code, side="received", since=figures.first_day())).count() == received
    page = text(signed_in("quantri"), "/truc/so-lieu/")
    assert f"ngay={clock.today().isoformat()}" in page
    for ask in (figures.per_day, figures.per_agency):
        with pytest.raises(NotAllowed):
            ask(viewer=NOBODY)


def test_lists_ask_the_database_the_same_number_of_times_however_long(axis: Axis, office: Office) -> None:
    def asked() -> list[int]:
        counts = []
        for ask in (lambda: log(viewer=RUNS, asked=Asked()), lambda: systems(viewer=RUNS), lambda: members(viewer=RUNS),
                    lambda: system_of(viewer=RUNS, system_pk=axis.province.pk), lambda: dead_letters(viewer=RUNS),
                    lambda: figures.per_day(viewer=RUNS), lambda: figures.per_agency(viewer=RUNS)):  # fmt: skip
            with CaptureQueriesContext(connection, ) as heard:
                ask()
            counts.append(len(heard))
        return counts

    axis.take(MINISTRY, number="1")
    before = asked()
    for number in "23456":
        axis.take(MINISTRY, COMMUNE, number=number)
    Member.objects.bulk_create([Member(code=f"H20.B{n}", name="X", valid_from=clock.today(), system=axis.province) for n in range(30)])
    assert asked() == before


def test_members_are_turned_by_key(axis: Axis, office: Office) -> None:
    Member.objects.bulk_create([Member(code=f"H21.{n:03}", name="X", valid_from=clock.today()) for n in range(60)])
    rows, older = members(viewer=RUNS)
    more, end = members(viewer=RUNS, after=older)
    assert (len(rows), len(more), end) == (50, 13, "")


def test_who_runs_the_axis_everywhere_is_asked_of_the_right(axis: Axis, office: Office) -> None:
    everywhere = Actor(account_id=3, name="x", grants={"documents.register": EVERYWHERE})
    assert log(viewer=everywhere, asked=Asked()).rows == []
    end_member(actor=RUNS, member_id=member(COMMUNE).pk, on=clock.today(), successor_id=member(WARD).pk)
    axis.take(COMMUNE)
    (row,) = log(viewer=everywhere, asked=Asked()).rows
    assert (row.asked_code, row.receiver_code) == (COMMUNE, WARD)
