"""The follow-up of tasks as it is shown, and as Excel and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.tasks.enums import Figure, GroupBy
from congso.domains.tasks.queries.figures import FIGURES, Asked, FigureRow, Table
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.tables import CellKind, Column, write_table
from congso.foundation.printing.units import letterhead, province_place
from congso.foundation.printing.wording import in_vietnamese, paper_date


@dataclass(frozen=True)
class Cell:
    """A figure with the address of its tasks."""

    label: str
    value: int
    url: str


@dataclass(frozen=True)
class Shown:
    """A row as the page draws it."""

    label: str
    cells: list[Cell]
    extensions: int
    percent: int | None
    extended_url: str = ""
    all_url: str = ""


def shown_rows(table: Table, asked: Asked) -> tuple[list[Shown], Shown | None]:
    """The rows and the total, every figure with its list."""
    total = _shown(table.total, asked, _("Tổng cộng")) if table.total else None
    return [_shown(row, asked, row.label) for row in table.rows], total


def _shown(row: FigureRow, asked: Asked, label: str) -> Shown:
    cells = [Cell(str(figure.label), row.counts[figure], _address(asked, row.key, figure) if row.counts[figure] else "") for figure in FIGURES]
    urls = {figure: cell.url for figure, cell in zip(FIGURES, cells, strict=True)}
    return Shown(label, cells, row.extensions, row.percent, urls[Figure.EXTENDED], urls[Figure.TOTAL])


def _address(asked: Asked, key: int | None, figure: Figure) -> str:
    said: dict[str, Any] = {"ky": "chon", "tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}", "theo": asked.by,
                            "chi_tieu": figure.value}  # fmt: skip
    if asked.unit_id is not None:
        said["don_vi"] = asked.unit_id
    if key is not None:
        said["dong"] = key
    return f"{reverse('tasks:figure_tasks')}?{urlencode(said)}"


def _headings(asked: Asked) -> list[str]:
    return [str(GroupBy(asked.by).label), *(str(figure.label) for figure in FIGURES), _("Số lần gia hạn"), _("Tiến độ trung bình (%)")]


def _lines(table: Table) -> Iterator[list[Any]]:
    for row in (*table.rows, *([table.total] if table.total else [])):
        yield [row.label or _("Tổng cộng"), *(row.counts[figure] for figure in FIGURES), row.extensions, row.percent]


def _period(asked: Asked) -> str:
    return _("Từ ngày %(first)s đến ngày %(last)s, lập lúc %(now)s") % {
        "first": f"{asked.period.first:%d/%m/%Y}", "last": f"{asked.period.last:%d/%m/%Y}", "now": f"{clock.now():%H:%M %d/%m/%Y}",
    }  # fmt: skip


def _title() -> str:
    return _("Theo dõi thực hiện nhiệm vụ")


def _head(viewer: Actor) -> dict[str, str]:
    """The head of the paper: the agency of whoever takes it."""
    seat = viewer.main_seat
    if seat is None or seat.unit_id not in tree().nodes:
        return {"parent": "", "agency": "", "place": province_place()}
    return asdict(letterhead(tree().agency_of(seat.unit_id).id, clock.today()))


def as_excel_table(viewer: Actor, asked: Asked, table: Table) -> bytes:
    """The table as an Excel file."""
    stream = BytesIO()
    with in_vietnamese():
        first, *others = _headings(asked)
        columns = [Column(first, 44), *(Column(heading, 13, CellKind.NUMBER) for heading in others)]
        write_table(stream, title=_title(), subtitle=_period(asked), columns=columns, rows=_lines(table), agency=_head(viewer)["agency"],
                    numbered_columns=True)  # fmt: skip
    return stream.getvalue()


def as_pdf_table(viewer: Actor, asked: Asked, table: Table) -> bytes:
    """The table as PDF, A4 landscape."""
    with in_vietnamese():
        rows = [["" if value is None else str(value) for value in line] for line in _lines(table)]
        data = {"head": _head(viewer), "title": _title(), "period": _period(asked), "date": paper_date(clock.today()),
                "columns": _headings(asked), "rows": rows[:-1], "total": rows[-1] if rows else []}  # fmt: skip
        return render_pdf("tasks/theo-doi-nhiem-vu", data, large=True)
