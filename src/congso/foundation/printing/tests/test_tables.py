"""Excel tables: every value as it is, headings on each page, nothing run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import load_workbook

from congso.core import clock
from congso.foundation.printing.tables import CellKind, Column, SignatureLine, write_table

COLUMNS = (
    Column("TT", 6, CellKind.NUMBER), Column("Họ và tên", 30), Column("Ngày nhận", 18, CellKind.MOMENT),
    Column("Ngày sinh", 12, CellKind.DATE), Column("Lệ phí", 14, CellKind.MONEY),
)  # fmt: skip
MOMENT = datetime(2026, 11, 5, 14, 30, tzinfo=clock.VIETNAM)


def _written(rows: Sequence[tuple[object, ...]]) -> io.BytesIO:
    stream = io.BytesIO()
    count = write_table(
        stream, title="Sổ theo dõi hồ sơ: năm 2026", subtitle="Từ đầu năm", columns=COLUMNS, rows=iter(rows),
        agency="Trung tâm", numbered_columns=True, signature=SignatureLine("Cao Lãnh, ngày 05", "Người lập", "Phụ trách"),
    )  # fmt: skip
    assert count == len(rows)
    stream.seek(0)
    return stream


def test_values_come_back_as_they_went_in() -> None:
    rows = [
        (1, "Nguyễn Thị Ẩn", MOMENT, date(1990, 2, 1), 8000),
        (2, '=HYPERLINK("http://x")', None, None, None),
    ]
    sheet = load_workbook(_written(rows)).active
    assert sheet is not None
    found = list(sheet.iter_rows(values_only=True))

    at = found.index(("TT", "Họ và tên", "Ngày nhận", "Ngày sinh", "Lệ phí"))
    assert found[at + 1] == ("(1)", "(2)", "(3)", "(4)", "(5)")
    assert found[at + 2] == (1, "Nguyễn Thị Ẩn", datetime(2026, 11, 5, 14, 30), datetime(1990, 2, 1), 8000)  # noqa: DTZ001
    assert found[at + 3][:3] == (2, '=HYPERLINK("http://x")', None)
    assert sheet.cell(at + 4, 2).data_type == "s"
    assert sheet.print_title_rows == f"${at + 1}:${at + 2}"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    text = {value for row in found for value in row if isinstance(value, str)}
    assert {"TRUNG TÂM", "SỔ THEO DÕI HỒ SƠ: NĂM 2026", "NGƯỜI LẬP", "PHỤ TRÁCH", "Cao Lãnh, ngày 05"} <= text
    assert sheet.title == "Sổ theo dõi hồ sơ  năm 2026"


def test_an_empty_table_still_has_its_headings() -> None:
    sheet = load_workbook(_written([])).active
    assert sheet is not None
    assert any(row[0] == "TT" for row in sheet.iter_rows(values_only=True))
