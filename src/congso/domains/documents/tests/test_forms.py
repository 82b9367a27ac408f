"""The forms of Phụ lục III with a shape of their own (1.6 to 1.10, the public letter, slips), measured in the PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from congso.domains.documents.enums import Authority, Urgency
from congso.domains.documents.layout import Beside, LaidOut
from congso.domains.documents.outgoing_skeletons import skeleton
from congso.domains.documents.tests.test_layout import MM, Piece, one, pieces_of, printed
from congso.domains.documents.tests.test_tables import right_of
from congso.domains.documents.types import types

pytestmark = pytest.mark.django_db
AGENCY = "Ủy ban nhân dân phường Cao Lãnh"
MARGIN, INDENT = 30, 12.7


def of_skeleton(code: str, **changes: Any) -> list[Piece]:
    """The first page of a document whose gaps were filled in."""
    start = skeleton(code, agency=AGENCY)
    body = start["body"].replace("[…", "").replace("]", "")
    addressees = [each.strip("[…]") for each in start["addressees"].splitlines()]
    recipients = [each.replace("[…", "").replace("]", "") for each in start["recipients"].splitlines()]
    values = {"body": body, "addressees": addressees, "recipients": recipients, "confirmation": start["confirmation"]}
    return pieces_of(printed(code, **(values | changes)))


def words_of(found: list[Piece]) -> str:
    return " ".join(piece.text for piece in found)


@pytest.mark.parametrize(("authority", "who"), [(Authority.AGENCY, AGENCY), (Authority.HEAD, f"Chủ tịch {AGENCY}")])
def test_a_telegram_names_its_addressees_behind_dien(authority: Authority, who: str) -> None:
    found = of_skeleton("CĐ", authority=authority, addressees=["Trưởng các phòng", "Công an phường"])
    heading, opener, first, second = one(found, "CÔNG ĐIỆN"), one(found, f"{who} điện:"), one(found, "Trưởng các phòng"), one(found, "Công an phường")
    assert heading.top < opener.top < first.top < second.top < one(found, "yêu cầu các cơ quan nhận điện").top
    assert abs(opener.left - MARGIN - INDENT) < 0.5
    assert 13 <= opener.size <= 14
    assert "Kính gửi" not in words_of(found)


def test_a_single_addressee_stands_in_the_same_line() -> None:
    found = of_skeleton("CĐ", addressees=["Công an phường"])
    assert f"{AGENCY} điện: Công an phường" in words_of(found)


def test_an_invitation_invites_and_says_to_what_when_and_where() -> None:
    found = of_skeleton("GM", addressees=["Ông Trần Văn An", "Bà Lê Thị Bình"])
    heading, about, opener = one(found, "GIẤY MỜI"), one(found, "Kiện toàn"), one(found, f"{AGENCY} trân trọng kính mời:")
    assert heading.top < about.top < opener.top < one(found, "Ông Trần Văn An").top < one(found, "Tới dự:").top
    tops = [one(found, words).top for words in ("Tới dự:", "Chủ trì:", "Thời gian:", "Địa điểm:")]
    assert tops == sorted(tops)
    assert all(abs(one(found, words).left - MARGIN - INDENT) < 0.5 for words in ("Tới dự:", "Chủ trì:", "Thời gian:", "Địa điểm:"))
    assert "Kính gửi" not in words_of(found)


def test_an_introduction_ends_with_how_long_it_holds() -> None:
    found = of_skeleton("GGT")
    tops = [one(found, words).top for words in ("trân trọng giới thiệu:", "Ông (bà):", "Chức vụ:", "Được cử đến:", "Về việc:", "Giấy này có giá trị đến hết ngày", "Nơi nhận")]
    assert tops == sorted(tops)
    assert abs(one(found, "Giấy này có giá trị").left - MARGIN - INDENT) < 0.5


def test_minutes_say_when_they_began_who_was_there_and_when_they_ended() -> None:
    found = of_skeleton("BB", beside=Beside(["Thư ký"], "Lý Ngọc Ánh", "Chủ tọa", is_left=True, alone=True))
    words = ("BIÊN BẢN", "Thời gian bắt đầu:", "Địa điểm:", "Thành phần tham dự:", "Chủ trì:", "Thư ký:", "Nội dung:", "Cuộc họp kết thúc vào", "THƯ KÝ", "Nơi nhận")
    tops = [one(found, each).top for each in words]
    assert tops == sorted(tops)


def test_a_leave_slip_leaves_room_for_the_local_authority_to_confirm() -> None:
    found = of_skeleton("GNP")
    confirm, name = one(found, "Xác nhận của chính quyền"), one(found, "Phạm Ngọc Hạnh")
    assert one(found, "cấp cho:").top < one(found, "Được nghỉ phép từ ngày").top < name.top < confirm.top
    assert (confirm.size, "Bold" in confirm.font) == (13, True)
    assert confirm.left < 105
    note = one(found, "(Chữ ký, dấu)")
    assert "Italic" in note.font
    assert note.top + 30 < 297 - 20, "room for a signature and a stamp on the same page"


def test_a_public_letter_has_its_own_title_and_no_receivers() -> None:
    found = of_skeleton("THU", subject="Thư khen")
    title = one(found, "THƯ KHEN")
    assert (title.size, "Bold" in title.font) == (14, True)
    assert title.top > one(found, "Số: 05/").top
    said = words_of(found)
    assert not any(words in said for words in ("V/v", "Nơi nhận", "Kính gửi", "THƯ CÔNG"))


@pytest.mark.parametrize(("code", "name"), [("PG", "PHIẾU GỬI"), ("PC", "PHIẾU CHUYỂN"), ("PB", "PHIẾU BÁO")])
def test_slips_name_their_type_and_whom_they_go_to(code: str, name: str) -> None:
    found = of_skeleton(code)
    assert one(found, name).top < one(found, "Kính gửi: nơi nhận").top < one(found, AGENCY + " ").top
    assert ("Xác nhận của nơi nhận" in words_of(found)) is (code == "PG")
    if code == "PG":
        assert "Bold" in one(found, "Số, ký hiệu, trích yếu").font


def test_the_hour_stands_beside_the_mark_of_urgency_and_only_for_the_urgency_that_has_one() -> None:
    found = of_skeleton("CĐ", urgency=Urgency.FLASH_AT_HOUR, arrive_by="14 giờ 30, ngày 05/01/2026")
    mark, hour = one(found, "HỎA TỐC"), one(found, "Trước 14 giờ 30, ngày 05/01/2026")
    assert abs(mark.top - hour.top) < 1
    assert hour.left > MARGIN + 30
    assert (hour.size, "Bold" in hour.font) == (13, True)


def test_flash_without_an_hour_has_the_mark_alone() -> None:
    assert "Trước 14" not in words_of(of_skeleton("CĐ", urgency=Urgency.FLASH, arrive_by="14 giờ 30, ngày 05/01/2026"))


@pytest.mark.parametrize("code", list(types()))
def test_every_type_prints_from_its_skeleton_within_the_margins(code: str) -> None:
    found = of_skeleton(code)
    assert [piece for piece in found if not 29.9 <= piece.left <= 195 or not 20 <= piece.top <= 277] == []


def test_the_address_line_stands_under_a_line_at_the_foot_of_the_first_page_alone() -> None:
    paper = printed("", address="Địa chỉ: Số 1 đường Lý Thường Kiệt; Điện thoại: 0277 385 1234")
    first, second = pieces_of(paper), pieces_of(paper, 1)
    line = one(first, "Địa chỉ: Số 1")
    assert 11 <= line.size <= 12
    assert 265 < line.top < 277.1
    assert max(piece.top for piece in first if piece is not line) < line.top - 3, "the text stays above it"
    assert abs(line.left + (right_of(line) - line.left) / 2 - (30 + 195) / 2) < 1
    assert "Địa chỉ" not in words_of(second)
    (rule,) = [each for each in level_rules(paper, 0) if each[1] > 260]
    assert (rule[0], round(rule[2])) == (30, 165)
    assert rule[1] < line.top - 3


def level_rules(paper: LaidOut, page: int) -> list[tuple[float, float, float]]:
    """Left, top and length in mm of every level line."""
    found: list[tuple[float, float, float]] = []
    points: list[tuple[float, float]] = []
    sheet = PdfReader(BytesIO(paper.pdf)).pages[page]

    def see(operator: bytes, operands: list[float], cm: list[float], _tm: list[float]) -> None:
        if operator in {b"m", b"l"}:
            points.append((cm[0] * float(operands[0]) + cm[4], cm[3] * float(operands[1]) + cm[5]))
        if operator == b"l" and abs(points[-1][1] - points[-2][1]) < 0.01:
            height = float(sheet.mediabox.height)
            found.append((round(points[-2][0] / MM, 1), (height - points[-1][1]) / MM, (points[-1][0] - points[-2][0]) / MM))

    sheet.extract_text(visitor_operand_before=see)
    return found
