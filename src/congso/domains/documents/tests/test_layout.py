"""What is printed, measured in the PDF against NĐ 30/2020, Phụ lục I: sheet, margins, sizes, places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from congso.domains.documents.enums import Authority, Power, Urgency
from congso.domains.documents.layout import SEAL, SECOND, SIGNER, Beside, Content, LaidOut, lay_out
from congso.domains.documents.outgoing_paper import HIGH, WIDE, seal_beside
from congso.foundation.orgs.tests.makers import make_units
from congso.foundation.signing.facade import Place

pytestmark = pytest.mark.django_db
MM = 72 / 25.4
DAY = date(2026, 1, 5)
LONG = "Nội dung thi hành được quy định cụ thể như sau, áp dụng cho mọi cơ quan, đơn vị trên địa bàn. " * 4
TYPES = ["", "QĐ", "NQ", "TB", "BC", "TTr", "KH", "GM", "CĐ"]


@dataclass(frozen=True)
class Piece:
    """A run of text: its words, size in points, left and top in mm, and its typeface."""

    text: str
    size: float
    left: float
    top: float
    font: str


def printed(type_code: str, unit: str = "a", **changes: object) -> LaidOut:
    """A numbered document of three pages."""
    values: dict[str, object] = {
        "unit_id": make_units()[unit], "type_code": type_code, "subject": "Kiện toàn Tổ công nghệ số cộng đồng",
        "body": "\n\n".join([f"Điều {number}. {LONG}" for number in range(1, 15)]), "signer_name": "Phạm Ngọc Hạnh",
        "signer_position": "Chủ tịch", "power": Power.ON_BEHALF, "body_signed_for": "Ủy ban nhân dân", "number": 5,
        "symbol": f"{type_code}-UBND" if type_code else "UBND-VP", "on": DAY, "recipients": ["Như trên", "Lưu: VT"],
        "addressees": ["Sở Tư pháp"] if type_code in {"", "TTr", "BC"} else [], "grounds": ["Căn cứ Luật A"] if type_code == "QĐ" else [],
    }  # fmt: skip
    return lay_out(Content(**(values | changes)), today=DAY)  # type: ignore[arg-type]


def pieces_of(paper: LaidOut, page: int = 0) -> list[Piece]:
    """Every run of text on a page with its place."""
    found: list[Piece] = []
    sheet = PdfReader(BytesIO(paper.pdf)).pages[page]
    height = float(sheet.mediabox.height)

    def take(text: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float) -> None:
        scale = abs(cm[3]) * abs(tm[3]) or abs(cm[0])
        left, base = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
        if text.strip():
            name = str((font or {}).get("/BaseFont", ""))
            found.append(Piece(" ".join(text.split()), round(size * scale, 1), left / MM, (height - base) / MM, name))

    sheet.extract_text(visitor_text=take)
    return found


def one(pieces: list[Piece], words: str) -> Piece:
    """The run with these words."""
    return next(piece for piece in pieces if words in piece.text)


@pytest.mark.parametrize("type_code", TYPES)
def test_sheet_margins_and_sizes_are_the_decrees(type_code: str) -> None:
    paper = printed(type_code)
    sheet = PdfReader(BytesIO(paper.pdf)).pages[0]
    assert (round(float(sheet.mediabox.width) / MM), round(float(sheet.mediabox.height) / MM)) == (210, 297)
    first, second = pieces_of(paper), pieces_of(paper, 1)
    lines = [piece for piece in [*first, *second] if piece.text not in {"1", "2"}]
    assert [piece for piece in lines if not 29.9 <= piece.left <= 195] == []
    assert min(piece.left for piece in second) < 35
    assert [piece for piece in lines if not 20 <= piece.top <= 297 - 20] == []
    nation, motto = one(first, "CỘNG HÒA XÃ HỘI"), one(first, "Độc lập - Tự do")
    assert 12 <= nation.size <= 13
    assert 13 <= motto.size <= 14
    assert "Bold" in nation.font
    assert "Bold" in motto.font
    assert nation.left > 105 - 30
    number, place = one(first, "Số: 05/"), one(first, "ngày 05 tháng 01 năm 2026")
    assert number.size == 13
    assert number.left < 105 < place.left + 40
    assert 13 <= place.size <= 14
    assert "Italic" in place.font
    assert "DỰ THẢO" not in " ".join(piece.text for piece in first)


@pytest.mark.parametrize("type_code", ["QĐ", "TB", "BC"])
def test_the_type_stands_in_bold_capitals_under_the_head(type_code: str) -> None:
    first = pieces_of(printed(type_code))
    names = {"QĐ": "QUYẾT ĐỊNH", "TB": "THÔNG BÁO", "BC": "BÁO CÁO"}
    heading, number = one(first, names[type_code]), one(first, "Số: 05/")
    assert 13 <= heading.size <= 14
    assert "Bold" in heading.font
    assert heading.top > number.top
    about = one(first, "Kiện toàn")
    assert about.top > heading.top
    assert "Bold" in about.font


def test_a_letter_has_its_subject_under_the_number_and_no_heading() -> None:
    first = pieces_of(printed(""))
    about, number, to = one(first, "V/v"), one(first, "Số: 05/"), one(first, "Kính gửi")
    assert 12 <= about.size <= 13
    assert 0 < about.top - number.top < 12
    assert to.top > about.top


def test_later_pages_are_numbered_in_the_top_margin_and_the_first_is_not() -> None:
    paper = printed("QĐ")
    assert all(piece.top > 20 for piece in pieces_of(paper))
    number = one(pieces_of(paper, 1), "2")
    assert number.top < 20
    assert 13 <= number.size <= 14
    assert abs(number.left - (30 + 195) / 2) < 6


def test_recipients_and_signature_stand_side_by_side_and_the_seal_covers_a_third_on_the_left() -> None:
    paper = printed("QĐ")
    last = len(PdfReader(BytesIO(paper.pdf)).pages)
    found = pieces_of(paper, last - 1)
    heading, entry, name = one(found, "Nơi nhận"), one(found, "Như trên"), one(found, "Phạm Ngọc Hạnh")
    assert (heading.size, entry.size) == (12, 11)
    assert "BoldItalic" in heading.font.replace("-", "")
    assert entry.left < 105 < name.left
    power = one(found, "TM. ỦY BAN NHÂN DÂN")
    places = {place.name: place for place in paper.places}
    person, seal = places[SIGNER], places[SEAL]
    assert {person.page, seal.page} == {last}
    assert power.top < person.top < person.top + person.height < name.top
    assert seal.left < person.left
    assert 0.28 <= share_covered(person, seal) <= 0.38
    assert seal.left > entry.left + 50, "the seal stays off the receivers"


@pytest.mark.parametrize(("kind", "beside", "left", "right"), [
    ("BB", Beside(["Thư ký"], "Lý Ngọc Ánh", "Chủ tọa", is_left=True, alone=True), "THƯ KÝ", "CHỦ TỌA"),
    ("HĐ", Beside(["Đại diện bên B", "Giám đốc"], "Trần Văn Bền", "Đại diện bên A"), "ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B"),
    ("HĐ", Beside(["Đại diện bên A", "Giám đốc"], "Trần Văn Bền", "Đại diện bên B", is_left=True), "ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B"),
])  # fmt: skip
def test_two_signatures_stand_side_by_side_above_the_receivers(kind: str, beside: Beside, left: str, right: str) -> None:
    paper = printed(kind, body="Nội dung.", beside=beside)
    found, places = pieces_of(paper), {place.name: place for place in paper.places}
    first, second, own, other = one(found, left), one(found, right), one(found, "Phạm Ngọc Hạnh"), one(found, beside.name)
    assert first.left < 105 < second.left
    assert abs(first.top - second.top) < 0.5
    assert {first.size, second.size, own.size, other.size} == {14}
    assert all("Bold" in each.font for each in (first, second, own, other))
    assert (other.left < 105) == beside.is_left
    assert (own.left < 105) != beside.is_left
    mine, beside_it, seal = places[SIGNER], places[SECOND], places[SEAL]
    assert (beside_it.left < 105) == beside.is_left
    assert max(first.top, second.top) < mine.top < mine.top + mine.height < own.top
    assert 0.28 <= share_covered(mine, seal) <= 0.38
    assert seal.left > 20
    assert seal.left > beside_it.left + beside_it.width or seal.left + seal.width < beside_it.left
    assert one(found, "Nơi nhận").top > max(own.top, other.top)
    assert any("TM. ỦY BAN" in piece.text for piece in found) is (kind == "HĐ")


def share_covered(person: Place, seal: Place) -> float:
    """How much of the width of the signature lies under the seal."""
    return (seal.left + seal.width - person.left) / person.width


@pytest.mark.parametrize("left", [110.0, 60.0, 20.0])
def test_on_a_pdf_laid_out_elsewhere_the_seal_covers_a_third_too(left: float) -> None:
    person = Place(SIGNER, 2, left, 200, WIDE, HIGH)
    seal = seal_beside(person)
    assert (seal.page, seal.left >= 0) == (2, True)
    assert 0.28 <= share_covered(person, seal) <= 0.38


def test_urgency_is_a_red_double_frame_of_its_size_and_a_draft_says_so() -> None:
    urgent = pieces_of(printed("TB", urgency=Urgency.VERY_URGENT, number=None, on=None))
    mark = one(urgent, "THƯỢNG KHẨN")
    assert 13 <= mark.size <= 14
    assert "Bold" in mark.font
    assert one(urgent, "DỰ THẢO").top < 25


@pytest.mark.parametrize(("unit", "authority", "words"), [
    ("a", Authority.AGENCY, "ỦY BAN NHÂN DÂN PHƯỜNG CAO LÃNH"), ("a", Authority.HEAD, "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG CAO LÃNH"),
    ("so", Authority.HEAD, "GIÁM ĐỐC SỞ TƯ PHÁP"),
])  # fmt: skip
def test_a_decision_says_below_its_subject_who_decides(unit: str, authority: str, words: str) -> None:
    first = pieces_of(printed("QĐ", unit=unit, authority=authority))
    found = [piece for piece in first if piece.text == words]
    line, about, ground, decides = found[-1], one(first, "Kiện toàn"), one(first, "Căn cứ"), one(first, "QUYẾT ĐỊNH:")
    assert 13 <= line.size <= 14
    assert "Bold" in line.font
    assert about.top < line.top < ground.top < decides.top
    assert line.left > 31  # centred, not at the margin


def test_a_resolution_is_the_collectives_and_resolves() -> None:
    first = pieces_of(printed("NQ", authority=Authority.HEAD))
    words = [piece.text for piece in first]
    assert "QUYẾT NGHỊ:" in words
    assert not any("CHỦ TỊCH" in each or "QUYẾT ĐỊNH" in each for each in words)


def test_a_directive_has_neither_line() -> None:
    words = [piece.text for piece in pieces_of(printed("CT", authority=Authority.HEAD))]
    assert not any(each.startswith(("CHỦ TỊCH ỦY BAN", "QUYẾT")) for each in words)


def test_annexes_begin_pages_of_their_own_under_a_centred_heading() -> None:
    paper = printed("QĐ", body="Điều 1. Ngắn.", annexes=[("Danh sách", "1. Một người"), ("Phân công", "2. Một việc")])
    first, second = pieces_of(paper, 1), pieces_of(paper, 2)
    heading, title, beside, body = one(first, "PHỤ LỤC I"), one(first, "DANH SÁCH"), one(first, "Kèm theo Quyết định số 05/QĐ-UBND"), one(first, "1. Một người")
    assert (heading.size, title.size, beside.size) == (14, 14, 14)
    assert "Bold" in heading.font
    assert "Italic" in beside.font
    assert heading.top < title.top < beside.top < body.top
    assert 80 < heading.left < 112
    assert "ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân phường Cao Lãnh" in " ".join(piece.text for piece in first)
    assert one(second, "PHỤ LỤC II").top < 40


def test_a_single_annex_has_no_number() -> None:
    alone = pieces_of(printed("QĐ", body="Điều 1. Ngắn.", annexes=[("Danh sách", "1. Một người")]), 1)
    assert "PHỤ LỤC" in [piece.text for piece in alone]
