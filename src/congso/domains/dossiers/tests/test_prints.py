"""The papers of a dossier say what happened, to those who may know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from congso.core import clock
from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.domains.dossiers.printing import control_slip_pdf, follow_address, form_pdf, receipt_pdf
from congso.domains.dossiers.printing.control_slip import control_slip_data
from congso.domains.dossiers.printing.receipt import limit_words, receipt_data
from congso.domains.dossiers.printing.register import (
    RegisterQuery,
    register_lines,
)
from congso.domains.dossiers.services import (
    apologise,
    ask_supplement,
    complete_supplement,
    move_dossier,
    propose,
    return_result,
    stop_dossier,
)
from congso.domains.dossiers.services.intake import PaperIn
from congso.domains.dossiers.services.refusing import CounterNote, ask_at_counter, refuse_at_counter
from congso.domains.dossiers.tests.makers import (
    Office,
    bring_to,
    make_applicant,
    make_dossier,
    make_office,
)
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import UnitName
from congso.foundation.people.models import Account
from congso.foundation.printing.qr import qr_svg
from congso.foundation.printing.tests.reading import fonts_of, page_sizes, pdf_text

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 5, 14, 30, tzinfo=clock.VIETNAM)
HOSTILE = '#read("/etc/passwd") _x_ *y* $z^2$ Tôn Nữ'


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with clock.at(THURSDAY):
        yield


@pytest.fixture
def office() -> Office:
    return make_office()


def browser_of(office: Office, username: str) -> Client:
    client = Client()
    account = Account.objects.get(pk=office.accounts[username])
    client.force_login(account, backend="congso.foundation.people.backends.AccountBackend")
    return client


def book_of(office: Office, **changes: Any) -> RegisterQuery:
    return RegisterQuery(**({"unit_id": office.units["phuong-mc"], "year": 2026} | changes))


def _fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("case").get(pk=dossier.pk)


def worked_to_the_end(office: Office) -> Dossier:
    """Asked for a paper, late, apologised for, sent back once, handed over."""
    dossier = make_dossier(office)
    key: dict[str, Any] = {"dossier_id": dossier.pk, "seen_seq": None}
    with clock.at(THURSDAY + timedelta(days=1)):
        bring_to(office, dossier, "work")
        ask_supplement(actor=office.officer, **key, items="Giấy chứng sinh\nVăn bản cam đoan", reason="Thiếu giấy tờ.",
                       contact="Trần Minh Khoa")  # fmt: skip
    with clock.at(datetime(2026, 11, 9, 9, 0, tzinfo=clock.VIETNAM)):
        complete_supplement(actor=office.clerk, **key, papers=["Giấy chứng sinh"])
        apologise(actor=office.leader, **key, reason="Cần xác minh thêm.",
                  new_due_at=datetime(2026, 11, 20, 17, 0, tzinfo=clock.VIETNAM))  # fmt: skip
    with clock.at(datetime(2026, 11, 18, 15, 0, tzinfo=clock.VIETNAM)):
        propose(
            actor=office.officer,
            **key,
            proposal="result",
            name="Trích lục khai sinh",
            number="215/TLKS",
            summary="Đủ.",
        )
        move_dossier(actor=office.officer, **key, way_code="forward")
        move_dossier(actor=office.head, **key, way_code="return", note="Rà soát lại căn cứ.")
        for actor in (office.officer, office.head, office.leader, office.registry):
            move_dossier(actor=actor, **key, way_code="forward")
    with clock.at(datetime(2026, 11, 19, 8, 0, tzinfo=clock.VIETNAM)):
        return_result(
            actor=office.clerk, **key, received_by="Nguyễn Hữu Phước", identity_number="087090004321"
        )
    return _fresh(dossier)


def test_the_receipt_says_who_what_when_and_how_much(office: Office) -> None:
    dossier = make_dossier(office, submitter_name="Nguyễn Hữu Phước")
    made = receipt_pdf(dossier)
    text = pdf_text(made)

    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", f"Mã hồ sơ: {dossier.code}", "Số: 01/TTPVHCC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cao Lãnh, ngày 05 tháng 11 năm 2026", "Trần Thị Ngọc Ẩn",
        "Nguyễn Hữu Phước", "Tờ khai theo mẫu Bản chính 1", "Giấy tờ cư trú Bản sao 2", "5 ngày làm việc",
        "14 giờ 30 phút, ngày 05 tháng 11 năm 2026", "17 giờ 00 phút, ngày 12 tháng 11 năm 2026", "8.000 đ",
        "Tám nghìn đồng", "quyển số: 2026; số thứ tự: 1", "Nguyễn Thị Thanh Mai",
    ):  # fmt: skip
        assert words in text
    assert dossier.applicant_number not in text
    assert page_sizes(made) == [(148, 210)]
    assert all(fonts_of(made).values())


def test_two_copies_one_kept_one_given(office: Office) -> None:
    made = receipt_pdf(make_dossier(office), copies=2)
    assert page_sizes(made) == [(148, 210)] * 2
    assert "Liên 1: lưu" in pdf_text(made)
    assert "Liên 2: giao" in pdf_text(made)


def test_the_qr_code_leads_to_the_public_page_by_its_token(
    office: Office, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.CONGSO_BASE_URL = "https://dichvucong.dongthap.example/"
    dossier, drawn = make_dossier(office), []

    def draw(text: str) -> str:
        drawn.append(text)
        return qr_svg(text)

    monkeypatch.setattr("congso.foundation.printing.rendering.qr_svg", draw)
    receipt_pdf(dossier)
    assert (
        drawn
        == [f"https://dichvucong.dongthap.example/tra-cuu/{dossier.public_token}/"]
        == [follow_address(dossier)]
    )


def test_a_name_with_typst_in_it_prints_as_typed_and_long_ones_wrap(office: Office) -> None:
    long = f"{HOSTILE} {'Huyền Trang ' * 9}".strip()
    dossier = make_dossier(
        office, applicant=make_applicant(name=long), papers=[PaperIn("#panic() " + "rất dài " * 90, 0)]
    )
    made = receipt_pdf(dossier)
    assert pdf_text(made).count(long) == 2
    assert "#panic() rất dài" in pdf_text(made)
    assert "root:" not in pdf_text(made)
    assert set(page_sizes(made)) == {(148, 210)}


def test_limits_read_as_people_say_them() -> None:
    assert limit_words(Decimal("5.00"), TimeUnit.WORKING_DAYS) == "5 ngày làm việc"
    assert limit_words(Decimal(10), TimeUnit.DAYS) == "10 ngày"
    assert limit_words(Decimal("1.5"), TimeUnit.MONTHS) == "1,5 tháng"
    assert limit_words(Decimal(0), TimeUnit.WORKING_DAYS) == "trong ngày làm việc"
    assert limit_words(None, "") == ""


def test_forms_of_a_dossier_say_what_was_written(office: Office) -> None:
    dossier = worked_to_the_end(office)
    forms = {row.form: row for row in IssuedForm.objects.filter(dossier=dossier).select_related("dossier")}

    supplement = pdf_text(form_pdf(forms[FormCode.SUPPLEMENT]))
    for words in (
        "Số: 01/HDHS",
        "Giấy chứng sinh",
        "Văn bản cam đoan",
        "Lý do: Thiếu giấy tờ.",
        "Trần Minh Khoa",
    ):
        assert words in supplement
    letter = form_pdf(forms[FormCode.APOLOGY])
    for words in (
        "Số: 01/PXL", "Kính gửi: Trần Thị Ngọc Ẩn", "Lý do: Cần xác minh thêm.", "chưa thể trả kết quả đúng thời hạn",
        "17 giờ 00 phút, ngày 20 tháng 11 năm 2026", "CHỦ TỊCH UBND PHƯỜNG", "Phạm Ngọc Hạnh",
    ):  # fmt: skip
        assert words in pdf_text(letter)
    assert page_sizes(letter) == [(210, 297)]
    slip = form_pdf(forms[FormCode.HANDOVER_SLIP])
    for words in (
        "Trích lục khai sinh, số 215/TLKS",
        "Nguyễn Hữu Phước",
        "087090004321",
        "ngày 19 tháng 11 năm 2026",
    ):
        assert words in pdf_text(slip)
    assert page_sizes(slip) == [(148, 210)]


def test_a_stopped_dossier_gets_its_notice(office: Office) -> None:
    dossier = make_dossier(office)
    issued = stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Rút để chuẩn bị lại.",
                          papers_returned="Tờ khai (01 bản chính)")  # fmt: skip
    text = pdf_text(form_pdf(issued))
    for words in (
        "Số: 01/TBD",
        dossier.code,
        "Được tiếp nhận",
        "Rút để chuẩn bị lại.",
        "Tờ khai (01 bản chính)",
    ):
        assert words in text


def test_what_is_given_at_the_counter_instead_of_a_receipt(office: Office) -> None:
    note = CounterNote(
        receiving_unit_id=office.units["phuong-mc"], publication_id=office.publication_id, applicant=make_applicant(),
        reason="Không thuộc thẩm quyền (khoản 2 Điều 7).", items="Căn cước\nTờ khai",
    )  # fmt: skip
    refused = pdf_text(form_pdf(refuse_at_counter(actor=office.clerk, note=note)))
    asked = pdf_text(form_pdf(ask_at_counter(actor=office.clerk, note=note)))
    assert "Không thuộc thẩm quyền (khoản 2 Điều 7)." in refused
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in refused
    assert "Ủy ban nhân dân phường Cao Lãnh" in refused
    assert "Căn cước" in asked
    assert "PHIẾU YÊU CẦU BỔ SUNG" in asked
    assert "Mã hồ sơ" not in refused


def test_the_control_slip_has_every_hand_over_with_its_time_and_verdict(office: Office) -> None:
    dossier = worked_to_the_end(office)
    blocks = control_slip_data(dossier)["blocks"]

    assert [block["from_step"] for block in blocks] == [
        "Tiếp nhận hồ sơ", "Phân công xử lý", "Thẩm định, xử lý hồ sơ", "Lãnh đạo phòng duyệt",
        "Thẩm định, xử lý hồ sơ", "Lãnh đạo phòng duyệt", "Lãnh đạo cơ quan ký", "Vào sổ, đóng dấu", "Trả kết quả",
    ]  # fmt: skip
    assert blocks[2]["verdict"] == "late"
    assert blocks[4]["verdict"] == "early"
    assert [remark["what"] for remark in blocks[2]["remarks"]][:3] == [
        "supplement_asked", "supplement_completed", "apologised",
    ]  # fmt: skip
    assert blocks[-1]["ends"]
    assert control_slip_data(dossier)["receiver"] == "Nguyễn Hữu Phước"
    made = control_slip_pdf(dossier)
    text = pdf_text(made)
    for words in ("1. Giao: Trung tâm Phục vụ hành chính công phường Cao Lãnh", "Trả lại", "Rà soát lại căn cứ.",
                  "Lê Hoàng Phúc", "15 giờ 00 phút, ngày 18 tháng 11 năm 2026", "Quá hạn"):  # fmt: skip
        assert words in text
    assert set(page_sizes(made)) == {(210, 297)}


def test_a_unit_that_was_renamed_keeps_its_old_name_on_old_hand_overs(office: Office) -> None:
    dossier = make_dossier(office)
    unit, day = office.units["phuong-vp"], datetime(2026, 11, 10, tzinfo=clock.VIETNAM).date()
    UnitName.objects.filter(unit_id=unit).update(valid_to=day)
    UnitName.objects.create(unit_id=unit, name="Văn phòng mới", valid_from=day)
    epoch.bump()
    with clock.at(datetime(2026, 11, 11, 9, 0, tzinfo=clock.VIETNAM)):
        bring_to(office, dossier, "work")
    first, second = control_slip_data(_fresh(dossier))["blocks"]
    assert (first["to_unit"], second["from_unit"]) == ("Văn phòng HĐND và UBND", "Văn phòng mới")


def test_papers_are_in_vietnamese_whatever_the_screen_speaks(office: Office) -> None:
    dossier = make_dossier(office)
    with translation.override("en"):
        assert "Bản chính" in pdf_text(receipt_pdf(dossier))


def _queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_the_work(office: Office) -> None:
    one = make_dossier(office)
    many = make_dossier(office, papers=[PaperIn(f"Giấy {number}", 0) for number in range(12)])
    receipt_data(_fresh(one))
    few = _queries(lambda: receipt_data(_fresh(one)))
    assert _queries(lambda: receipt_data(_fresh(many))) == few
    fresh = _fresh(one)
    control_slip_data(fresh)
    few = _queries(lambda: control_slip_data(fresh))
    long = worked_to_the_end(office)
    assert _queries(lambda: control_slip_data(long)) <= few
    little = _queries(lambda: list(register_lines(office.clerk, book_of(office))))
    for _turn in range(6):
        make_dossier(office)
    assert _queries(lambda: list(register_lines(office.clerk, book_of(office)))) <= little


def test_papers_open_in_the_browser_and_no_cache_keeps_them(office: Office) -> None:
    dossier = make_dossier(office)
    for name in ("receipt", "control_slip"):
        answer = browser_of(office, "motcua").get(reverse(f"dossier_prints:{name}", args=[dossier.pk]))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("inline; filename")
        assert dossier.code in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]
        assert answer.content.startswith(b"%PDF")


def test_who_may_not_see_a_dossier_does_not_learn_that_it_exists(office: Office) -> None:
    dossier = make_dossier(office)
    stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Rút.")
    note = CounterNote(
        receiving_unit_id=office.units["phuong-mc"], publication_id=office.publication_id, applicant=make_applicant(),
        reason="Không thuộc thẩm quyền.",
    )  # fmt: skip
    loose = refuse_at_counter(actor=office.clerk, note=note)
    addresses = [
        reverse("dossier_prints:receipt", args=[dossier.pk]), reverse("dossier_prints:control_slip", args=[dossier.pk]),
        *(reverse("dossier_prints:form", args=[row.pk]) for row in IssuedForm.objects.all()),
    ]  # fmt: skip
    assert reverse("dossier_prints:form", args=[loose.pk]) in addresses
    book = f"?don_vi={office.units['phuong-mc']}&nam=2026"
    addresses += [reverse(f"dossier_prints:{suffix}") + book for suffix in ("register_pdf", "register_xlsx")]
    insider, stranger, nobody = browser_of(office, "motcua"), browser_of(office, "motcuaxa"), Client()
    for address in addresses:
        assert insider.get(address).status_code == 200
        assert stranger.get(address).status_code == 404
        assert nobody.get(address).status_code == 302
    assert insider.get(reverse("dossier_prints:form", args=[999_999])).status_code == 404
    shown = stranger.get(reverse("dossier_prints:register") + book)
    assert shown.status_code == 422
    assert dossier.code not in shown.content.decode()
