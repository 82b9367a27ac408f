"""Figures as the screen and the Excel file show them: with their links, bars and headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.insight.enums import Figure, GroupBy, Preset
from congso.domains.insight.queries.figures import Wanted
from congso.domains.insight.queries.table import FIGURES, Row, Table
from congso.foundation.printing.tables import CellKind, Column, write_table

_PARAMETER = {GroupBy.AGENCY: "co_quan", GroupBy.RECEIVING: "noi_nhan", GroupBy.OFFICER: "can_bo"}
BAR_WIDTH = 300
BAR_ROWS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with the address of its dossiers; no address for nothing."""

    label: str
    value: int
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the screen shows it."""

    label: str
    cells: list[Cell]
    rate: float | None
    mean_days: float | None
    content: float | None
    points: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the drawing: finished on time, finished late, open late, the rest: lengths as SVG writes them."""

    label: str
    on_time: str
    late: str
    open_late: str
    rest: str
    text: str


def link(wanted: Wanted, row: Row, figure: str) -> str:
    """The address of the dossiers behind a figure."""
    period = row.period or wanted.period
    values: dict[str, str] = {
        "ky": str(Preset.CHOSEN), "tu": f"{period.first:%d/%m/%Y}", "den": f"{period.last:%d/%m/%Y}",
        "co_quan": _joined(wanted.agencies), "noi_nhan": _joined(wanted.receiving), "can_bo": _joined(wanted.officers),
        "thu_tuc": wanted.procedure, "chi_tieu": str(figure),
    }  # fmt: skip
    if row.keys and wanted.by in _PARAMETER:
        values[_PARAMETER[GroupBy(wanted.by)]] = "-".join(key for key in row.keys if key)
    elif row.keys and wanted.by == GroupBy.PROCEDURE:
        values["thu_tuc"] = row.key
    return f"{reverse('insight:list')}?{urlencode({key: value for key, value in values.items() if value})}"


def _joined(ids: tuple[int, ...]) -> str:
    return "-".join(map(str, ids))


def shown(wanted: Wanted, row: Row, *, is_total: bool = False) -> Shown:
    """A row with the link of each figure."""
    source = Row(row.key, row.label, row.counts, period=row.period) if is_total else row
    unassigned = wanted.by == GroupBy.OFFICER and not row.key and not is_total
    cells = [
        Cell(str(figure.label), row.counts[figure],
             link(wanted, source, figure) if row.counts[figure] and not unassigned else "")
        for figure in FIGURES
    ]  # fmt: skip
    return Shown(str(row.label), cells, row.rate, row.mean_days, row.content, row.points)


def bars(table: Table) -> list[Bar]:
    """The largest rows as bars of one scale."""
    rows = table.rows[:BAR_ROWS]
    largest = max((row.counts[Figure.TOTAL] for row in rows), default=0) or 1
    return [_bar(row, largest) for row in rows]


def _bar(row: Row, largest: int) -> Bar:
    parts = [row.counts[Figure.ON_TIME], row.counts[Figure.LATE], row.counts[Figure.OPEN_LATE]]
    rest = row.counts[Figure.TOTAL] - sum(parts)
    widths = [f"{BAR_WIDTH * part / largest:.1f}" for part in (*parts, rest)]
    text = _("%(name)s: %(total)d hồ sơ, %(done)d đúng hạn, %(late)d quá hạn, %(open)d đang quá hạn") % {
        "name": row.label, "total": row.counts[Figure.TOTAL], "done": parts[0], "late": parts[1], "open": parts[2]}  # fmt: skip
    return Bar(str(row.label), widths[0], widths[1], widths[2], widths[3], text)


def as_excel(wanted: Wanted, table: Table) -> bytes:
    """The table as an Excel file."""
    columns = [Column(str(GroupBy(wanted.by).label), 40)]
    columns += [Column(str(figure.label), 12, CellKind.NUMBER) for figure in FIGURES]
    columns += [
        Column(_("Tỷ lệ đúng hạn (%)"), 12, CellKind.CENTRED),
        Column(_("Thời gian trung bình (ngày)"), 12, CellKind.CENTRED),
        Column(_("Hài lòng 5.4 (%)"), 12, CellKind.CENTRED),
        Column(_("Điểm 5.4 (tối đa 6)"), 12, CellKind.CENTRED),
    ]
    stream = BytesIO()
    write_table(
        stream, title=_("Tình hình giải quyết thủ tục hành chính"), subtitle=_subtitle(wanted), columns=columns,
        rows=_lines(table), agency=str(settings.CONGSO_PROVINCE_NAME), numbered_columns=True,
    )  # fmt: skip
    return stream.getvalue()


def _subtitle(wanted: Wanted) -> str:
    return _("Từ ngày %(first)s đến ngày %(last)s, lập lúc %(now)s") % {
        "first": f"{wanted.period.first:%d/%m/%Y}", "last": f"{wanted.period.last:%d/%m/%Y}",
        "now": f"{clock.now():%H:%M %d/%m/%Y}",
    }  # fmt: skip


def _lines(table: Table) -> Iterator[list[Any]]:
    for row in (*table.rows, table.total):
        yield [
            str(row.label),
            *(row.counts[figure] for figure in FIGURES),
            _number(row.rate),
            _number(row.mean_days),
            _number(row.content),
            _number(row.points),
        ]


def _number(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
