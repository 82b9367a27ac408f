"""Codes of agencies and documents, and the lists with their labels."""

from __future__ import annotations

from datetime import date

import pytest

from congso.foundation.edxml.codes import (
    BusinessType,
    Code,
    Priority,
    ReceiverType,
    StatusCode,
    SteeringType,
    is_agency_code,
    is_old_agency_code,
    make_document_id,
    new_code_of,
)
from congso.foundation.edxml.messages import DocumentMessage, Organ


@pytest.mark.parametrize("code", ["H37.15.02", "G09.20", "H37.DN.001", "H55.242", "H20", "A00." + "9" * 10 + "." + "Z" * 10 + "." + "1" * 9])
def test_agency_codes_of_decision_20_of_2020(code: str) -> None:
    assert is_agency_code(code)


WRONG = ["", "Z37", "H3", "H37.", "H37..01", "h37.01", "H37.15-02", "000.00.01.H15", "0100109106", "H37\n", "A00." + "9" * 10 + "." + "Z" * 10 + "." + "1" * 10]


@pytest.mark.parametrize("code", WRONG)
def test_what_is_no_agency_code(code: str) -> None:
    assert not is_agency_code(code)


OLD = [("000.00.01.H15", "H15.01"), ("000.01.02.H15", "H15.02.01"), ("004.01.02.H15", "H15.02.01.004"), ("000.00.00.H38", "H38"), ("000.00.04.G14", "G14.04")]


@pytest.mark.parametrize(("old", "new"), OLD)
def test_an_old_code_becomes_a_new_one(old: str, new: str) -> None:
    assert is_old_agency_code(old)
    assert new_code_of(old) == new
    assert is_agency_code(new)


@pytest.mark.parametrize("code", ["H15.01", "0100109106", "", "000.05.00.H15", "000.00.01.Z15"])
def test_any_other_code_stays_as_it_is(code: str) -> None:
    assert new_code_of(code) == code


def test_a_documents_id() -> None:
    assert make_document_id("000.00.04.G14", date(2012, 8, 6), "267/VPCP-TTĐT") == "000.00.04.G14,2012/08/06,267/VPCP-TTĐT"


def test_a_document_without_id_is_known_by_its_fields() -> None:
    message = DocumentMessage(sender=Organ(organ_id="H20.15"), code_number="15", code_notation="QĐ-SM", promulgated_on=date(2026, 9, 14))

    assert message.identity == "H20.15,2026/09/14,15/QĐ-SM"


LISTS: list[tuple[type[Code], dict[str, str]]] = [
    (StatusCode, {"01": "Đã đến", "02": "Từ chối tiếp nhận", "03": "Đã tiếp nhận", "04": "Phân công", "05": "Đang xử lý", "06": "Hoàn thành",
                  "13": "Lấy lại", "15": "Đồng ý lấy lại, cập nhật", "16": "Từ chối lấy lại, cập nhật"}),
    (Priority, {"0": "Thường", "1": "Khẩn", "2": "Thượng khẩn", "3": "Hỏa tốc", "4": "Hỏa tốc hẹn giờ"}),
    (SteeringType, {"1": "Không phải chỉ đạo", "2": "Chỉ đạo", "3": "Báo cáo chỉ đạo"}),
    (BusinessType, {"0": "Văn bản mới", "1": "Thu hồi", "2": "Cập nhật", "3": "Thay thế"}),
    (ReceiverType, {"0": "Bỏ nơi nhận", "1": "Thêm nơi nhận"}),
]  # fmt: skip


@pytest.mark.parametrize(("codes", "wanted"), LISTS)
def test_the_lists(codes: type[Code], wanted: dict[str, str]) -> None:
    assert {str(each): str(each.label) for each in codes} == wanted
