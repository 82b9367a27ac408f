"""Tables of the office as Excel files, written row by row however long they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import IO, Any

import xlsxwriter

from congso.core import clock

_FONT = {"font_name": "Times New Roman", "font_size": 12}
_WIDEST_NAME = 31
_FORBIDDEN_IN_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_TEXT = 32_767
"""Characters an Excel cell can hold."""


class CellKind(StrEnum):
    """How a column's values are shown."""

    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"


_SHOWN: dict[CellKind, dict[str, Any]] = {
    CellKind.TEXT: {"text_wrap": True, "num_format": "@"},
    CellKind.CENTRED: {"text_wrap": True, "num_format": "@", "align": "center"},
    CellKind.NUMBER: {"align": "right", "num_format": "#,##0"},
    CellKind.MONEY: {"align": "right", "num_format": '#,##0" đ"'},
    CellKind.DATE: {"align": "center", "num_format": "dd/mm/yyyy"},
    CellKind.MOMENT: {"align": "center", "num_format": "dd/mm/yyyy hh:mm", "text_wrap": True},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters and how its values are shown."""

    heading: str
    width: float = 14
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """What stands under a table: place and date, and who signs on the left and on the right."""

    place_and_date: str
    left: str = ""
    right: str = ""


def write_table(
    stream: IO[bytes], *, title: str, subtitle: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]],
    agency: str = "", numbered_columns: bool = False, signature: SignatureLine | None = None, landscape: bool = True,
) -> int:  # fmt: skip
    """Write a table with its title, headings repeated on each printed page, and the signatures; how many rows.

    Texts stay texts: a name that begins with “=” is no formula, an address no link. Times are written in the
    office's zone. Memory does not grow with the number of rows.
    """
    with xlsxwriter.Workbook(
        stream,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        },
    ) as book:
        book.set_properties({"title": title, "author": agency, "created": clock.now().replace(tzinfo=None)})
        sheet = book.add_worksheet(title.translate(_FORBIDDEN_IN_SHEET).strip()[:_WIDEST_NAME] or "Bảng")
        _set_page(sheet, columns, landscape=landscape)
        line = _write_head(book, sheet, title, subtitle, agency, columns)
        first = line
        line = _write_headings(book, sheet, line, columns, numbered=numbered_columns)
        sheet.repeat_rows(first, line - 1)
        sheet.freeze_panes(line, 0)
        count = _write_rows(book, sheet, line, columns, rows)
        if signature is not None:
            _write_signature(book, sheet, line + count + 1, signature, len(columns))
    return count


def _set_page(sheet: Any, columns: Sequence[Column], *, landscape: bool) -> None:
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)


def _write_head(
    book: Any, sheet: Any, title: str, subtitle: str, agency: str, columns: Sequence[Column]
) -> int:
    last, line = max(len(columns) - 1, 1), 0
    if agency:
        sheet.merge_range(line, 0, line, last, agency.upper(), book.add_format(_FONT | {"bold": True}))
        line += 1
    centred = _FONT | {"align": "center", "valign": "vcenter"}
    sheet.set_row(line, 24)
    sheet.merge_range(
        line, 0, line, last, title.upper(), book.add_format(centred | {"bold": True, "font_size": 14})
    )
    sheet.merge_range(line + 1, 0, line + 1, last, subtitle, book.add_format(centred | {"italic": True}))
    return line + 3


def _write_headings(book: Any, sheet: Any, line: int, columns: Sequence[Column], *, numbered: bool) -> int:
    look = _FONT | {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    shown = book.add_format(look | {"bg_color": "#E8EEF4"})
    lines = max((len(column.heading) / max(column.width - 1, 1) for column in columns), default=1)
    sheet.set_row(line, 16 * min(max(2, int(lines) + 2), 7))
    for place, column in enumerate(columns):
        sheet.write_string(line, place, column.heading, shown)
    if not numbered:
        return line + 1
    italic = book.add_format(look | {"bold": False, "italic": True})
    for place in range(len(columns)):
        sheet.write_string(line + 1, place, f"({place + 1})", italic)
    return line + 2


def _write_rows(
    book: Any, sheet: Any, line: int, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
) -> int:
    looks = [
        book.add_format(_FONT | {"border": 1, "valign": "top"} | _SHOWN[column.kind]) for column in columns
    ]
    count = 0
    for row in rows:
        for place, (value, look) in enumerate(zip(row, looks, strict=True)):
            _write_cell(sheet, line + count, place, value, look)
        count += 1
    return count


def _write_cell(sheet: Any, line: int, place: int, value: Any, look: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(line, place, None, look)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, place, clock.local(value).replace(tzinfo=None), look)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, look)
    else:
        sheet.write_string(line, place, str(value)[:_LONGEST_TEXT], look)


def _write_signature(book: Any, sheet: Any, line: int, signature: SignatureLine, width: int) -> None:
    half = max(width // 2, 1)
    last = max(width - 1, half)
    centred = _FONT | {"align": "center"}
    bold, italic = book.add_format(centred | {"bold": True}), book.add_format(centred | {"italic": True})
    for offset, left, right, look in (
        (0, "", signature.place_and_date, italic),
        (1, signature.left.upper(), signature.right.upper(), bold),
        (2, "(Ký, ghi rõ họ tên)" if signature.left else "", "(Ký, ghi rõ họ tên)" if signature.right else "", italic),
    ):  # fmt: skip
        _merge(sheet, line + offset, 0, half - 1, left, look)
        _merge(sheet, line + offset, half, last, right, look)


def _merge(sheet: Any, line: int, first: int, last: int, text: str, look: Any) -> None:
    if last > first:
        sheet.merge_range(line, first, line, last, text, look)
    else:
        sheet.write_string(line, first, text, look)
