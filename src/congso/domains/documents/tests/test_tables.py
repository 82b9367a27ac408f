"""Tables typed with ``|``: what is read of them, what is refused, and how they stand on the sheet."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from congso.core.errors import InvalidInput
from congso.domains.documents.body_blocks import blocks_of, passages, require_tables, spoken, tidy
from congso.domains.documents.extracting import arrange, with_tables
from congso.domains.documents.layout import LaidOut
from congso.domains.documents.outgoing_comparing import compare
from congso.domains.documents.outgoing_gaps import open_places
from congso.domains.documents.tests.test_layout import MM, Piece, one, pieces_of, printed
from congso.foundation import printing

FONTS = Path(printing.__file__).parent / "fonts"
TABLE = "| STT | Nội dung | Thời hạn |\n|---|:--|--:|\n| 1 | Rà soát danh sách | 05/12/2026 |\n| 2 |  | 20/12/2026 |"
ROWS = [f"| {number} | Đơn vị thứ {number} báo cáo kết quả thực hiện nhiệm vụ được giao trong năm | {number * 1000}.000 |" for number in range(1, 61)]
LONG = "\n".join(["| STT | Nội dung công việc | Kinh phí (đồng) |", *ROWS])


def rules_of(paper: LaidOut, page: int) -> list[tuple[float, float]]:
    """Left and right edge in mm of every cell of the table's first row on a page: between its upright lines."""
    edges: set[float] = set()
    points: list[tuple[float, float]] = []

    def see(operator: bytes, operands: list[float], cm: list[float], _tm: list[float]) -> None:
        if operator in {b"m", b"l"}:
            points.append((cm[0] * float(operands[0]) + cm[4], cm[3] * float(operands[1]) + cm[5]))
        if operator == b"l" and abs(points[-1][0] - points[-2][0]) < 0.01 and abs(points[-1][1] - points[-2][1]) > 5:
            edges.add(round(points[-1][0] / MM, 1))

    PdfReader(BytesIO(paper.pdf)).pages[page].extract_text(visitor_operand_before=see)
    found = sorted(edges)
    return list(pairwise(found))


def right_of(piece: Piece) -> float:
    """Where a run ends, in mm."""
    name = "Tinos-Bold.ttf" if "Bold" in piece.font else "Tinos-Regular.ttf"
    return piece.left + ImageFont.truetype(str(FONTS / name), 1000).getlength(piece.text) / 1000 * piece.size / MM


def test_rows_become_a_table_and_dashes_only_divide() -> None:
    before, table, after = blocks_of(f"Danh sách như sau:\n{TABLE}\nGiao Văn phòng theo dõi.")
    assert (before, after) == ({"kind": "text", "text": "Danh sách như sau:"}, {"kind": "text", "text": "Giao Văn phòng theo dõi."})
    assert table["headings"] == ["STT", "Nội dung", "Thời hạn"]
    assert table["cells"] == ["1", "Rà soát danh sách", "05/12/2026", "2", "", "20/12/2026"]
    assert table["aligns"] == ["center", "left", "left"]
    assert table["widths"][1] > table["widths"][2] > table["widths"][0]


def test_a_sign_written_as_a_word_stays_in_its_cell_and_a_line_with_one_inside_is_no_row() -> None:
    [table] = blocks_of("| A | B |\n| x \\| y | z |")
    assert table["cells"] == ["x | y", "z"]
    assert blocks_of("Họp tại phòng A | phòng B.")[0]["kind"] == "text"


@pytest.mark.parametrize(("body", "words"), [
    ("| A | B |", "bảng thứ 1 chỉ có hàng tiêu đề"),
    (f"{TABLE}\n\n| A | B |\n| 1 | 2 |\n| 1 | 2 | 3 |", "bảng thứ 2 hàng 3 có 3 ô, hàng tiêu đề có 2 ô"),
    ("|" + "a|" * 13 + "\n|" + "a|" * 13, "bảng thứ 1 quá rộng"),
    ("| " + " | ".join(["CHỊUTRÁCHNHIỆM"] * 5) + " |\n| " + " | ".join("12345") + " |", "bảng thứ 1 quá rộng"),
])  # fmt: skip
def test_rows_that_make_no_table_are_refused_by_name_and_print_as_they_are(body: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        require_tables(body)
    assert all(each["kind"] in {"text", "table"} for each in blocks_of(body))


def test_the_search_reads_the_words_and_versions_show_rows_without_padding() -> None:
    assert spoken(TABLE) == "STT Nội dung Thời hạn\n1 Rà soát danh sách 05/12/2026\n2 20/12/2026"
    padded = TABLE.replace("| 1 |", "|   1   |")
    assert compare({"body": TABLE}, {"body": padded}) == []
    [(label, pieces)] = compare({"body": TABLE}, {"body": TABLE.replace("05/12/2026", "06/12/2026")})
    assert label == "Nội dung"
    assert "".join(each.text for each in pieces if each.kind != "ins") == tidy(TABLE)
    assert [each.text for each in pieces if each.kind] == ["05/12/2026", "06/12/2026"]


def test_open_places_in_cells_are_found_and_empty_cells_are_none() -> None:
    found = open_places({"body": f"{TABLE}\n| 3 | […nội dung] | bàn, ghế, ... |"})
    assert [each.gap for each in found] == ["[…nội dung]"]


def test_an_extract_sets_chosen_rows_as_a_table_again() -> None:
    source = passages(f"Điều 1. Danh sách:\n{TABLE}\n\nĐiều 2. Thi hành./.")
    assert source[1:3] == ["| STT | Nội dung | Thời hạn |", "| 1 | Rà soát danh sách | 05/12/2026 |"]
    pieces = with_tables(arrange(source, [source[0], source[2], source[3]]))
    assert [each["kind"] for each in pieces] == ["article", "skip", "table"]
    assert pieces[2]["cells"] == ["1", "Rà soát danh sách", "05/12/2026", "2", "", "20/12/2026"]


@pytest.mark.django_db
def test_headings_are_bold_and_repeated_on_each_page_and_no_word_leaves_its_column() -> None:
    paper = printed("KH", body=f"I. NỘI DUNG\n\n{LONG}\n\nThực hiện nghiêm túc./.")
    pages = len(PdfReader(BytesIO(paper.pdf)).pages)
    assert pages >= 3
    with_rows = [page for page in range(pages) if any("Đơn vị thứ" in piece.text for piece in pieces_of(paper, page))]
    assert len(with_rows) >= 2
    for page in with_rows:
        found, cells = pieces_of(paper, page), rules_of(paper, page)
        heading, first = one(found, "Nội dung công việc"), one(found, "Đơn vị thứ")
        assert "Bold" in heading.font
        assert heading.top < first.top
        assert len(cells) == 3
        assert 29.5 <= cells[0][0] < cells[-1][1] <= 195.5
        in_table = [piece for piece in found if heading.top - 3 < piece.top and "Thực hiện nghiêm" not in piece.text and piece.text in LONG]
        assert [piece for piece in in_table if not any(left <= piece.left and right_of(piece) <= right for left, right in cells)] == []


@pytest.mark.django_db
def test_amounts_stand_to_the_right_and_a_table_may_stand_in_an_annex() -> None:
    paper = printed("QĐ", body="Điều 1. Ngắn.", annexes=[("Danh sách", LONG)])
    found, (_number, _what, money) = pieces_of(paper, 1), rules_of(paper, 1)
    amounts = [piece for piece in found if piece.text.endswith("00.000")]
    assert len(amounts) > 10
    assert all(money[1] - right_of(piece) < 2 for piece in amounts)
    assert [piece.size for piece in amounts] == [13] * len(amounts)
