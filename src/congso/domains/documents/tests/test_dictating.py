"""What leaders say above documents, as it is understood: a table of spoken and written examples with their traps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congso.domains.documents.dictating import KnownUnit, Part, understand
from congso.domains.documents.spoken import punctuated

TODAY = date(2026, 11, 30)  # a Monday
VP, KT, TP, TC, MC = 1, 2, 3, 4, 5
UNITS = [
    KnownUnit(VP, "Văn phòng HĐND và UBND", ("VP HĐND-UBND",)), KnownUnit(KT, "Phòng Kinh tế"), KnownUnit(TP, "Phòng Tư pháp", ("PTP",)),
    KnownUnit(TC, "Phòng Tài chính - Kế hoạch", ("Phòng Tài chính",)),
    KnownUnit(MC, "Trung tâm Phục vụ hành chính công phường Cao Lãnh", ("Trung tâm hành chính công",)),
]  # fmt: skip
M, H, K = Part.MAIN, Part.HELP, Part.KNOW
D20, D19 = date(2026, 12, 20), date(2026, 12, 19)


def work_days(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def read(said: str) -> tuple[dict[int, Part], date | None, str]:
    found = understand(said, UNITS, today=TODAY, working_days=work_days)
    return found.parts, found.due_on, " ".join(found.remarks)


@pytest.mark.parametrize(("said", "parts", "due"), [
    ("Giao Văn phòng chủ trì, phối hợp phòng Tư pháp, hạn ngày 20 tháng 12, Phòng Tài chính để biết", {VP: M, TP: H, TC: K}, D20),
    ("giao văn phòng chủ trì phẩy phối hợp phòng tư pháp phẩy hạn ngày hai mươi tháng mười hai phẩy phòng tài chính để biết chấm", {VP: M, TP: H, TC: K}, D20),
    ("Giao Phòng Kinh tế", {KT: M}, None),
    ("Giao đồng chí Trưởng phòng Kinh tế chủ trì", {KT: M}, None),
    ("Kính chuyển Văn phòng xử lý", {VP: M}, None),
    ("Chuyển Phòng Kinh tế để biết", {KT: K}, None),
    ("Chuyển Văn phòng, Phòng Kinh tế để biết", {VP: K, KT: K}, None),
    ("Văn phòng chủ trì, phòng Kinh tế phối hợp", {VP: M, KT: H}, None),
    ("VP tham mưu, P. Kinh tế phối hợp", {VP: M, KT: H}, None),
    ("Phòng Kinh tế phối hợp với Văn phòng thực hiện", {KT: M, VP: H}, None),
    ("Phòng Kinh tế chủ trì, phối hợp với Phòng Tư pháp, Phòng Tài chính - Kế hoạch thực hiện", {KT: M, TP: H, TC: H}, None),
    ("Phòng Kinh tế chủ trì cùng Phòng Tư pháp", {KT: M, TP: H}, None),
    ("Chủ trì: Văn phòng; phối hợp: Phòng Kinh tế, Phòng Tư pháp; để biết: Phòng Tài chính", {VP: M, KT: H, TP: H, TC: K}, None),
    ("Giao Văn phòng, Phòng Kinh tế phối hợp", {VP: M, KT: H}, None),
    ("Giao Văn phòng thực hiện, sao gửi Phòng Tài chính", {VP: M, TC: K}, None),
    ("Giao Văn phòng thực hiện, báo Phòng Tài chính biết", {VP: M, TC: K}, None),
    ("GIAO VAN PHONG CHU TRI, PHONG TU PHAP NHAN DE BIET", {VP: M, TP: K}, None),
    ("Trung tâm hành chính công rà soát, trả lời trong 5 ngày làm việc", {MC: M}, date(2026, 12, 7)),
    ("Trung tâm Phục vụ hành chính công nghiên cứu, đề xuất", {MC: M}, None),
    ("Giao PTP giải quyết", {TP: M}, None),
    ("Theo đề nghị của Phòng Kinh tế, giao Văn phòng tham mưu", {VP: M}, None),
    ("Họp tại Văn phòng ngày 20/12, giao Phòng Kinh tế chuẩn bị", {KT: M}, None),
    ("Thực hiện Công văn số 15 ngày 02/11/2026, giao Văn phòng, hạn 20/12", {VP: M}, D20),
    ("Giao Văn phòng mua văn phòng phẩm", {VP: M}, None),
    ("Giao Văn phòng lập kế hoạch phòng, chống dịch, phát triển kinh tế", {VP: M}, None),
    ("Văn phòng\nchủ trì", {}, None),
])  # fmt: skip
def test_units_and_what_they_do(said: str, parts: dict[int, Part], due: date | None) -> None:
    found_parts, found_due, remarks = read(said)
    assert (found_parts, found_due) == (parts, due), remarks
    if parts:
        assert remarks == ""


@pytest.mark.parametrize(("said", "due"), [
    ("hạn 20/12", D20), ("hạn: 20-12-2026", D20), ("Hạn xử lý ngày 20 tháng 12 năm 2026", D20), ("chậm nhất 20/12/2026", D20),
    ("đến hết ngày 20/12", D20), ("trước hết ngày 20/12", D20), ("hạn hai mươi tháng mười hai", D20),
    ("hạn ngày hai mốt tháng mười hai", date(2026, 12, 21)), ("hạn ngày ba mươi mốt tháng mười hai", date(2026, 12, 31)),
    ("hạn ngày mùng năm tháng giêng", date(2027, 1, 5)), ("hạn ngày năm tháng năm năm hai không hai bảy", date(2027, 5, 5)),
    ("hạn ngày mười lăm tháng năm năm hai nghìn không trăm hai mươi bảy", date(2027, 5, 15)),
    ("hạn ngày một tháng mười năm 2027", date(2027, 10, 1)), ("hạn ngày hai mươi lăm tháng tư năm sau", date(2027, 4, 25)),
    ("hoàn thành trong năm ngày làm việc", date(2026, 12, 7)), ("trong vòng mười ngày", date(2026, 12, 10)), ("trong 2 tuần", date(2026, 12, 14)),
    ("xong trong tuần này", date(2026, 12, 4)), ("hạn thứ sáu tuần sau", date(2026, 12, 11)), ("hạn thứ tư", date(2026, 12, 2)),
    ("trước cuối tháng 12", date(2026, 12, 31)), ("hạn ngày 15", date(2026, 12, 15)), ("hạn ngày 30", date(2026, 11, 30)),
    ("xử lý ngay trong ngày", TODAY), ("xong trước ngày mai", TODAY), ("không quá ngày 20 tháng 12", D20),
])  # fmt: skip
def test_days(said: str, due: date) -> None:
    assert read(f"Giao Văn phòng, {said}.")[:2] == ({VP: M}, due)


@pytest.mark.parametrize("said", [
    "họp ngày 20/12", "theo Công văn ngày 20 tháng 12", "Luật số 60 ngày 20/12/2014", "trong ngày làm việc", "hằng ngày báo cáo",
    "thực hiện đề án sau tháng 12", "đạt 20/12 chỉ tiêu", "năm 2026", "trong quý", "sinh ngày 20/12",
])  # fmt: skip
def test_what_is_no_limit(said: str) -> None:
    assert read(f"Giao Văn phòng, {said}.")[1] is None


@pytest.mark.parametrize(("said", "parts", "due", "remark"), [
    ("Giao Văn phòng, hạn trước ngày 20 tháng 12", {VP: M}, D19, "đến hết ngày 19/12/2026"),
    ("Giao Văn phòng và Phòng Kinh tế thực hiện", {}, None, "hơn một đơn vị chủ trì"),
    ("Giao Văn phòng chủ trì, Sở Tài chính để biết", {VP: M}, None, "«Sở Tài chính»"),
    ("Giao Phòng Nội vụ xử lý", {}, None, "«Phòng Nội vụ»"),
    ("Không giao Phòng Kinh tế", {}, None, "Chưa rõ giao việc gì cho Phòng Kinh tế"),
    ("Văn phòng theo dõi", {}, None, "Chưa rõ giao việc gì cho Văn phòng HĐND và UBND"),
    ("Giao Văn phòng, hạn ngày 31 tháng 2", {VP: M}, None, "Không có ngày"),
    ("Giao Văn phòng, hạn 20/11", {VP: M}, None, "đã qua"),
    ("Giao Văn phòng hạn 10/12, Phòng Kinh tế phối hợp hạn 15/12", {VP: M, KT: H}, None, "nhiều thời hạn (10/12/2026, 15/12/2026)"),
    ("Giao Văn phòng chủ trì. Văn phòng phối hợp Phòng Kinh tế.", {KT: H}, None, "nhiều vai trò"),
])  # fmt: skip
def test_what_is_doubtful_is_said(said: str, parts: dict[int, Part], due: date | None, remark: str) -> None:
    found_parts, found_due, remarks = read(said)
    assert (found_parts, found_due) == (parts, due), remarks
    assert remark in remarks


def test_a_name_that_two_units_share_is_a_doubt() -> None:
    units = [*UNITS, KnownUnit(9, "Văn phòng Sở Tư pháp")]
    found = understand("Giao văn phòng chủ trì", units, today=TODAY, working_days=work_days)
    assert found.parts == {}
    assert "«van phong» có thể là: Văn phòng HĐND và UBND, Văn phòng Sở Tư pháp" in found.remarks[0]


@pytest.mark.parametrize(("said", "written"), [
    ("giao văn phòng phẩy hạn 20/12 chấm", "Giao văn phòng, hạn 20/12."),
    ("giao văn phòng chấm xuống dòng báo cáo tôi", "Giao văn phòng.\nBáo cáo tôi"),
    ("các việc sau hai chấm một là rà soát", "Các việc sau: một là rà soát"),
    ("hạn ngày hai mươi hai chấm", "Hạn ngày hai mươi hai."),
    ("các việc sau dấu hai chấm rà soát chấm phẩy báo cáo chấm", "Các việc sau: rà soát; báo cáo."),
    ("Kiểm tra việc chấm công, chấm điểm, chấm dứt hợp đồng", "Kiểm tra việc chấm công, chấm điểm, chấm dứt hợp đồng"),
    ("tăng 3 phẩy 5 phần trăm", "tăng 3 phẩy 5 phần trăm"),
    ("Giữ nguyên  từng dấu cách , kể cả lỗi", "Giữ nguyên  từng dấu cách , kể cả lỗi"),
])  # fmt: skip
def test_signs_said_as_words(said: str, written: str) -> None:
    assert punctuated(said) == written
