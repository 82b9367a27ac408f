"""What a drafter types, as blocks of the paper: chapters, articles, paragraphs, and tables of rows with ``|`` between the cells.

A row begins with ``|``: ``| STT | Nội dung | Thời hạn |``; the first row holds the headings, a row of dashes below it is left out, ``\\|``
is the sign itself. Widths follow from the longest words, so that none is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from congso.core.errors import InvalidInput

LINE = 66
"""Letters of 13 pt that stand beside each other between the margins (165 mm), of usual breadth."""
MOST_COLUMNS = 12
_EDGE = 2.0
"""Room at both edges of a cell, in letters."""
_ARTICLE = re.compile(r"^(Điều\s+\d+\.\s*)(.*)$", re.DOTALL)
_CHAPTER = re.compile(r"^(PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+[IVXLC\d]+\b")
_BETWEEN = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_AMOUNT = re.compile(r"-?\d[\d.,]*%?")

Row = list[str]


def is_row(line: str) -> bool:
    """Whether a typed line is a row of a table."""
    return line.lstrip().startswith("|")


def cells_of(line: str) -> Row:
    """The cells of a row, without the sign at its ends."""
    inner = line.strip()[1:]
    found = [" ".join(each.replace("\\|", "|").split()) for each in _BETWEEN.split(inner)]
    return found[:-1] if len(found) > 1 and not found[-1] else found


def _is_rule(row: Row) -> bool:
    """A row of dashes, as many write below the headings."""
    return any(row) and all(not cell or _RULE.fullmatch(cell) for cell in row)


def _parts(body: str) -> Iterator[str | list[Row]]:
    """Paragraphs and tables in their order; a table ends where no row follows."""
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        for rows, lines in groupby(paragraph.split("\n"), key=is_row):
            if not rows:
                yield " ".join(" ".join(lines).split())
            elif table := [row for row in map(cells_of, lines) if not _is_rule(row)]:
                yield table


def blocks_of(body: str) -> list[dict[str, Any]]:
    """What is set: ``chapter``, ``article``, ``text``, ``table``. Rows that make no table stay the words they are."""
    found: list[dict[str, Any]] = []
    for part in _parts(body):
        if isinstance(part, str):
            found += [_paragraph(part)] if part else []
        elif _fault(part):
            found += [{"kind": "text", "text": " | ".join(row)} for row in part]
        else:
            found.append(table_block(part[0], part[1:]))
    return found


def _paragraph(text: str) -> dict[str, Any]:
    article = _ARTICLE.match(text)
    if article:
        return {"kind": "article", "lead": article[1], "text": article[2]}
    return {"kind": "chapter" if _CHAPTER.match(text) else "text", "text": text}


def table_block(headings: Row, rows: Sequence[Row]) -> dict[str, Any]:
    """A table as the template draws it: shares of the width, and how each column stands."""
    columns = list(zip(*([headings] if headings else []), *rows, strict=True))
    return {"kind": "table", "headings": headings, "cells": [cell for row in rows for cell in row], "widths": _widths(columns),
            "aligns": [_align(list(zip(*rows, strict=True))[place]) for place in range(len(columns))]}  # fmt: skip


def _align(cells: Sequence[str]) -> str:
    """Ordinal numbers in the middle, amounts to the right, words to the left."""
    said = [cell for cell in cells if cell]
    if not said or not all(_AMOUNT.fullmatch(cell) for cell in said):
        return "left"
    return "center" if max(map(len, said)) < 4 else "right"


def _breadth(text: str) -> float:
    """How many letters of usual breadth it takes; capitals are broader."""
    return sum(1.4 if sign.isupper() else 1.0 for sign in text)


def _floors(columns: Sequence[Sequence[str]]) -> list[float]:
    """What each column takes at least: its longest word; the heading is bold."""
    return [_EDGE + max((1.1 * _breadth(word) if place == 0 else _breadth(word) for place, cell in enumerate(column) for word in cell.split()),
                        default=1.0) for column in columns]  # fmt: skip


def _widths(columns: Sequence[Sequence[str]]) -> list[float]:
    """The longest word of each column, and of the rest of the line as much as its longest cell would like."""
    floors = _floors(columns)
    wanted = [max(floor, _EDGE + max(map(_breadth, column))) for floor, column in zip(floors, columns, strict=True)]
    if sum(wanted) <= LINE:
        return [round(each, 2) for each in wanted]
    more = [want - floor for want, floor in zip(wanted, floors, strict=True)]
    share = max(LINE - sum(floors), 0) / sum(more) if sum(more) else 0
    return [round(floor + each * share, 2) for floor, each in zip(floors, more, strict=True)]


def _fault(table: Sequence[Row]) -> str:
    """Why rows make no table; empty when they do."""
    count = len(table[0])
    uneven = next((place for place, row in enumerate(table, 1) if len(row) != count), None)
    if len(table) == 1:
        return _("chỉ có hàng tiêu đề, chưa có hàng nào bên dưới")
    if uneven is not None:
        return _("hàng %(row)d có %(own)d ô, hàng tiêu đề có %(count)d ô (mỗi ô cách nhau bằng dấu |)") % {
            "row": uneven, "own": len(table[uneven - 1]), "count": count}  # fmt: skip
    if count > MOST_COLUMNS or sum(_floors(list(zip(*table, strict=True)))) > LINE:
        return _("quá rộng, không vừa khổ giấy A4 đứng; hãy bớt cột, rút ngắn từ, hoặc đưa thành phụ lục là tệp riêng")
    return ""


def require_tables(body: str, *, field: str = "body") -> None:
    """Refuse rows that make no table, naming the table and the row. Raises InvalidInput."""
    tables = [part for part in _parts(body) if not isinstance(part, str)]
    for place, table in enumerate(tables, 1):
        if fault := _fault(table):
            raise InvalidInput(field=field, reason=_("bảng thứ %(place)d %(fault)s.") % {"place": place, "fault": fault})


def _by_rows(text: str, write: Callable[[Row], str]) -> str:
    """The text with each row written anew; rows of dashes are gone."""
    lines = []
    for line in text.split("\n"):
        if not is_row(line):
            lines.append(line)
        elif not _is_rule(row := cells_of(line)):
            lines.append(write(row))
    return "\n".join(lines)


def spoken(text: str) -> str:
    """The words alone, for the search."""
    return _by_rows(text, lambda row: " ".join(cell for cell in row if cell))


def tidy(text: str) -> str:
    """Rows one like another, so that only changed words differ: ``1 | Nội dung | 05/12``."""
    return _by_rows(text, lambda row: " | ".join(cell or "–" for cell in row))


def passages(body: str) -> list[str]:
    """Paragraphs, and each row of a table, as they may be taken out word for word."""
    found: list[str] = []
    for part in _parts(body):
        found += [part] if isinstance(part, str) else [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in part]
    return [each for each in found if each]
