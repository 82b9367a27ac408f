"""Dossiers reach the portal: in order, once, whatever happens on the way."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.errors import DomainError
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import (
    ask_supplement,
    complete_supplement,
    move_dossier,
    return_result,
    stop_dossier,
)
from congso.domains.dossiers.tests.makers import Office, bring_to, make_application, make_dossier
from congso.domains.national.models import PortalConnection, SyncedDossier
from congso.domains.national.services.connecting import close_connection
from congso.domains.national.services.telling import PAUSES
from congso.foundation.audit.models import AuditEntry
from congso.foundation.outbox.models import Sending, SendingState
from tests.national.conftest import Line


def test_a_dossier_received_is_told_with_all_its_fields(line: Line) -> None:
    dossier = make_dossier(line.office)

    assert Sending.objects.filter(channel="national", state=SendingState.WAITING).count() == 2
    assert line.carry() == 2

    told = line.portal.dossiers[dossier.code]
    assert told["TrangThaiHoSo"] == "2"
    assert told["ChuHoSo"] == "Trần Thị Ngọc Ẩn"
    assert told["LoaiDoiTuong"] == "1"
    assert told["MaDoiTuong"] == "087190001234"
    assert told["NgayTiepNhan"] == f"{clock.local(dossier.received_at):%Y%m%d%H%M%S}"  # type: ignore[arg-type]
    assert told["NgayHenTra"] == f"{clock.local(dossier.promised_at):%Y%m%d%H%M%S}"  # type: ignore[arg-type]
    assert told["KenhThucHien"] == "1"
    assert told["DanhSachLePhi"] == [
        {"TenPhiLePhi": "Lệ phí hộ tịch", "MaPhiLePhi": "", "HinhThucThu": "1", "Gia": "8000", "LoaiPhiLePhi": "2"}
    ]
    assert [each["TenGiayTo"] for each in told["DanhSachTepDinhKemKhac"]] == ["Tờ khai theo mẫu", "Giấy tờ cư trú"]
    assert line.portal.steps[dossier.code][0]["NguoiXuLy"] == "Nguyễn Thị Thanh Mai"
    assert SyncedDossier.objects.get(pk=dossier.pk).status_code == "2"


def test_each_step_follows_in_its_order_and_the_dossier_ends_as_it_stands(line: Line) -> None:
    dossier = make_dossier(line.office)
    bring_to(line.office, dossier, "return")
    return_result(actor=line.office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")

    line.carry()

    steps = line.portal.steps[dossier.code]
    moments = [step["ThoiDiemXuLy"] for step in steps]
    assert moments == sorted(moments)
    assert [step["TrangThai"] for step in steps] == ["2", "4", "4", "4", "4", "4", "9", "10"]
    assert line.portal.dossiers[dossier.code]["TrangThaiHoSo"] == "10"
    assert line.portal.dossiers[dossier.code]["DanhSachGiayToKetQua"][0]["DuongDanTepTinKetQua"].startswith("http")
    assert Sending.objects.exclude(state=SendingState.SENT).count() == 0


def test_what_the_portal_has_as_it_stands_is_not_told_a_second_time(line: Line) -> None:
    dossier = make_dossier(line.office)
    bring_to(line.office, dossier, "sign")

    line.carry()

    assert line.portal.counts["DongBoHoSoMC"] == 1, "all waited, so the first telling held everything"
    assert line.portal.dossiers[dossier.code]["TrangThaiHoSo"] == "4"


def test_a_supplement_asked_and_completed_is_told(line: Line) -> None:
    dossier = make_dossier(line.office)
    bring_to(line.office, dossier, "work")
    ask_supplement(actor=line.office.officer, dossier_id=dossier.pk, seen_seq=None, items="Bản sao hộ chiếu", reason="Thiếu giấy tờ")
    line.carry()
    asked = line.portal.dossiers[dossier.code]
    complete_supplement(actor=line.office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["Bản sao hộ chiếu"])
    line.carry()
    done = line.portal.dossiers[dossier.code]

    assert (asked["TrangThaiHoSo"], asked["DanhSachHoSoBoSung"][0]["TrangThaiBoSung"]) == ("5", "0")
    assert asked["DanhSachHoSoBoSung"][0]["NoiDungBoSung"] == "Bản sao hộ chiếu"
    assert (done["TrangThaiHoSo"], done["DanhSachHoSoBoSung"][0]["TrangThaiBoSung"]) == ("4", "1")


def test_a_dossier_withdrawn_is_told(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.carry()
    stop_dossier(actor=line.office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Người nộp rút hồ sơ")

    line.carry()

    assert line.portal.dossiers[dossier.code]["TrangThaiHoSo"] == "7"


def test_an_application_sent_in_online_is_told_as_registered_with_its_identity(line: Line) -> None:
    dossier = make_application(line.office)

    line.carry()

    told = line.portal.dossiers[dossier.code]
    assert (told["TrangThaiHoSo"], told["KenhThucHien"], told["TaiKhoanDuocXacThucVoiVNeID"]) == ("1", "2", "1")


def test_a_silent_portal_loses_nothing(line: Line) -> None:
    line.behave(down=True)
    dossier = make_dossier(line.office)
    line.carry()

    waiting = Sending.objects.filter(channel="national")
    assert {row.state for row in waiting} == {SendingState.WAITING}
    assert "503" in waiting.order_by("pk")[0].error

    line.behave()
    with clock.at(clock.now() + timedelta(seconds=PAUSES[0] * 2)):
        line.carry()
    assert dossier.code in line.portal.dossiers
    assert {row.state for row in Sending.objects.filter(channel="national")} == {SendingState.SENT}


def test_what_the_portal_refuses_waits_for_a_person_with_the_reason(line: Line) -> None:
    dossier = make_dossier(line.office)
    Dossier.objects.filter(pk=dossier.pk).update(applicant_name="")

    line.carry()

    refused = Sending.objects.get(key=f"{dossier.pk}:1")
    assert (refused.state, refused.error_code) == (SendingState.DEAD, "4")
    assert "ChuHoSo" in refused.error
    assert not SyncedDossier.objects.exists()


def test_an_ended_session_is_renewed_once_and_nothing_is_lost(line: Line) -> None:
    first = make_dossier(line.office)
    line.carry()
    line.portal.end_sessions()
    second = make_dossier(line.office)

    line.carry()

    assert {first.code, second.code} <= set(line.portal.dossiers)
    assert line.portal.counts["DangNhap"] == 2
    assert Sending.objects.exclude(state=SendingState.SENT).count() == 0


def test_an_answer_that_was_lost_makes_no_second_dossier(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.carry()
    SyncedDossier.objects.all().delete()
    Sending.objects.filter(key=f"{dossier.pk}:1").update(state=SendingState.WAITING)

    line.carry()

    assert [what for what, _of in line.portal.log if what != "tiến độ"] == ["thêm mới", "cập nhật"]
    assert SyncedDossier.objects.filter(pk=dossier.pk).exists()


def test_another_form_of_answer_is_named_in_the_outcome_and_on_the_connection(line: Line) -> None:
    line.behave(rename={"message": "thong_bao"})
    dossier = make_dossier(line.office)

    line.carry()

    assert Sending.objects.get(key=f"{dossier.pk}:1").state == SendingState.SENT
    assert "thong_bao" in Sending.objects.get(key=f"{dossier.pk}:1").error
    assert "thong_bao" in PortalConnection.objects.get().drift


def test_an_answer_without_its_code_is_not_taken_for_a_yes(line: Line) -> None:
    line.behave(rename={"error_code": "code"})
    make_dossier(line.office)

    line.carry()

    assert {row.state for row in Sending.objects.filter(channel="national")} == {SendingState.WAITING}
    assert "error_code" in Sending.objects.order_by("pk")[0].error


def test_a_change_that_is_refused_tells_nothing(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.carry()

    with pytest.raises(DomainError):
        move_dossier(actor=line.office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")

    assert Sending.objects.filter(state=SendingState.WAITING).count() == 0


def test_without_a_connection_nothing_is_written(office: Office) -> None:
    make_dossier(office)

    assert Sending.objects.count() == 0


def test_after_the_connection_was_closed_nothing_more_is_written(line: Line) -> None:
    close_connection(actor=line.admin)
    make_dossier(line.office)

    assert Sending.objects.count() == 0


def test_receiving_costs_no_statement_more(line: Line) -> None:
    """The rows travel with those of the dossier."""
    make_dossier(line.office)
    with CaptureQueriesContext(connection) as found:
        make_dossier(line.office)
    assert not [each for each in found.captured_queries if "outbox_sending" in each["sql"] and "dossiers_dossier" not in each["sql"]]
    assert Sending.objects.count() == 4


def test_every_telling_leaves_its_line_in_the_log(line: Line) -> None:
    make_dossier(line.office)
    line.carry()

    assert AuditEntry.objects.filter(action="outbox.settle", outcome="done").count() >= 1


@pytest.mark.django_db(transaction=True)
def test_two_carriers_at_once_tell_each_thing_once(line: Line) -> None:
    dossiers: list[UUID] = [make_dossier(line.office).pk for _each in range(6)]
    ready = Barrier(2)

    def run() -> None:
        ready.wait()
        line.carry()
        connections.close_all()

    threads = [Thread(target=run) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    line.carry()

    assert len(line.portal.dossiers) == len(dossiers)
    assert line.portal.counts["DongBoHoSoMC"] == len(dossiers)
    assert all(len(steps) == 1 for steps in line.portal.steps.values())
