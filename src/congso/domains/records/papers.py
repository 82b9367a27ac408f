"""The papers of dossiers: the yearly list, index, cover, closing sheet, lists and minutes of handing over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any

from django.utils.translation import gettext_noop

from congso.core import clock
from congso.core.text import number_in_words
from congso.domains.records.enums import PERMANENT, Medium, period_text
from congso.domains.records.models import FiledItem, HandoverLine, WorkDossier
from congso.domains.records.queries.dossiers import DossierPage, ItemRow
from congso.domains.records.queries.handing import HandoverPage
from congso.domains.records.queries.lists import ListPage
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.tables import CellKind, Column, SignatureLine, write_table
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date

LIST_COLUMNS = (
    Column(gettext_noop("Số và ký hiệu hồ sơ"), 14), Column(gettext_noop("Tên đề mục và tiêu đề hồ sơ"), 60),
    Column(gettext_noop("Thời hạn bảo quản"), 14), Column(gettext_noop("Người lập hồ sơ"), 24), Column(gettext_noop("Ghi chú"), 24),
)  # fmt: skip
INDEX_COLUMNS = (
    Column(gettext_noop("STT"), 6, CellKind.CENTRED), Column(gettext_noop("Số, ký hiệu văn bản"), 17),
    Column(gettext_noop("Ngày tháng năm văn bản"), 12), Column(gettext_noop("Tên loại và trích yếu nội dung văn bản"), 46),
    Column(gettext_noop("Tác giả văn bản"), 24), Column(gettext_noop("Tờ số/Trang số"), 10, CellKind.CENTRED),
    Column(gettext_noop("Ghi chú"), 18),
)  # fmt: skip
_PERIOD_COLUMN = Column(gettext_noop("Thời hạn bảo quản"), 11)
HANDOVER_COLUMNS = (
    Column(gettext_noop("Số TT"), 6, CellKind.CENTRED), Column(gettext_noop("Hộp/Cặp số"), 9), Column(gettext_noop("Số, ký hiệu hồ sơ"), 13),
    Column(gettext_noop("Tiêu đề hồ sơ/tài liệu"), 44), Column(gettext_noop("Thời gian bắt đầu - kết thúc"), 21), _PERIOD_COLUMN,
    Column(gettext_noop("Số tờ/Số trang"), 9), Column(gettext_noop("Người lập"), 18), Column(gettext_noop("Ghi chú"), 16),
)  # fmt: skip
"""Nine columns; the list of what is kept for ever has no column for the period (quy chế lưu trữ, Mẫu số 03, ghi chú 1)."""


@dataclass(frozen=True)
class Table:
    """A list as it goes to PDF and to Excel."""

    agency_id: int
    title: str
    about: list[str]
    columns: Sequence[Column]
    rows: list[tuple[str, tuple[str, ...]]]
    """(heading, cells): a line across, or one with its cells."""
    foot: list[str]
    signers: list[tuple[str, str]]
    flipped: bool = True
    codes: tuple[int, ...] = ()
    """Columns whose long numbers may break."""


def table_pdf(table: Table) -> bytes:
    """The list on A4."""
    with in_vietnamese():
        data = {
            "head": asdict(letterhead(table.agency_id, clock.today())), "date": paper_date(clock.today()), "title": table.title,
            "about": table.about, "flipped": table.flipped, "columns": [each.heading for each in table.columns],
            "widths": [each.width for each in table.columns], "codes": list(table.codes), "foot": table.foot,
            "rows": [{"heading": heading, "cells": list(cells)} for heading, cells in table.rows],
            "signers": [{"capacity": capacity, "name": name} for capacity, name in table.signers],
        }  # fmt: skip
        return render_pdf("records/bang-ho-so", data, large=len(table.rows) > 200)


def table_xlsx(table: Table, stream: IO[bytes]) -> int:
    """The list as Excel; how many lines. A heading stands in the second column of its own line."""
    width, head = len(table.columns), letterhead(table.agency_id, clock.today())
    rows = [cells or ("", heading, *[""] * (width - 2)) for heading, cells in table.rows]
    left, right = (table.signers[0][0], table.signers[-1][0]) if len(table.signers) > 1 else ("", table.signers[0][0] if table.signers else "")
    with in_vietnamese():
        return write_table(
            stream, title=table.title, subtitle=". ".join(table.about), columns=table.columns, rows=rows, agency=head.agency,
            numbered_columns=True, landscape=table.flipped,
            signature=SignatureLine(f"{head.place}, {paper_date(clock.today())}", left, right),
        )  # fmt: skip


def list_table(page: ListPage) -> Table:
    """Danh mục hồ sơ with its five columns."""
    rows: list[tuple[str, tuple[str, ...]]] = []
    with in_vietnamese():
        for heading, entries in page.groups:
            rows.append((heading, ()))
            rows += [("", (row.entry.code, row.entry.title, period_text(row.entry.years), row.keeper, row.note)) for row in entries]
    found = page.file_list
    about = [f"Năm {found.year}"]
    if found.issued_on:
        about.append(f"(Kèm theo Quyết định số {found.decision}, {paper_date(found.issued_on)})")
    total = page.count
    permanent = sum(row.entry.years == PERMANENT for _heading, entries in page.groups for row in entries)
    limited = total - permanent
    foot = [f"Bản Danh mục hồ sơ này có {total} hồ sơ, bao gồm: {permanent} hồ sơ bảo quản vĩnh viễn; {limited} hồ sơ bảo quản có thời hạn./."]
    return Table(found.agency_id, "Danh mục hồ sơ", about, LIST_COLUMNS, rows, foot,
                 [(found.issued_by_title or "Người đứng đầu cơ quan", found.issued_by_name)], codes=(0,))  # fmt: skip


def index_table(page: DossierPage) -> Table:
    """Mục lục văn bản, tài liệu with its seven columns; parts stand under their own headings."""
    rows: list[tuple[str, tuple[str, ...]]] = []
    parts = {row.item.part for row in page.rows}
    shown = 0
    with in_vietnamese():
        for place, row in enumerate(page.rows, start=1):
            if len(parts) > 1 and row.item.part != shown:
                shown = row.item.part
                rows.append((f"Tập {shown}", ()))
            rows.append(("", _index_cells(place, row)))
    dossier = page.dossier
    about = [f"Số, ký hiệu hồ sơ: {dossier.code}. Năm {dossier.year}", dossier.title]
    return Table(dossier.agency_id, "Mục lục văn bản, tài liệu", about, INDEX_COLUMNS, rows,
                 [f"Mục lục này gồm {len(page.rows)} văn bản, tài liệu."], [("Người lập", dossier.keeper_name)], codes=(1,))  # fmt: skip


def _index_cells(place: int, row: ItemRow) -> tuple[str, ...]:
    day = f"{row.day:%d/%m/%Y}" if row.day else ""
    return (str(place), row.number, day, row.about, row.author, row.sheets, row.item.note)


def handover_table(page: HandoverPage, *, permanent: bool) -> Table:
    """Mục lục hồ sơ, tài liệu nộp lưu: one for what is kept for ever, one for the rest."""
    lines = page.permanent if permanent else page.limited
    columns = [each for each in HANDOVER_COLUMNS if not (permanent and each is _PERIOD_COLUMN)]
    with in_vietnamese():
        rows = [("", _handover_cells(place, line, permanent=permanent)) for place, line in enumerate(lines, start=1)]
    kept = "Bảo quản vĩnh viễn" if permanent else "Bảo quản có thời hạn"
    foot = [f"Mục lục này gồm: {len(lines)} hồ sơ (đơn vị bảo quản).", f"Viết bằng chữ: {number_in_words(len(lines))} hồ sơ (đơn vị bảo quản)."]
    about = [kept, f"Năm {page.handover.year}. Đợt nộp lưu số {page.handover.number_text}, {page.unit}"]
    return Table(page.handover.agency_id, "Mục lục hồ sơ, tài liệu nộp lưu", about, columns, rows, foot,
                 [("Người lập", page.handover.made_by_name), ("Lãnh đạo đơn vị", "")], codes=(2,))  # fmt: skip


def _handover_cells(place: int, line: HandoverLine, *, permanent: bool) -> tuple[str, ...]:
    dossier = line.dossier
    note = f"Trả lại: {line.reason}" if line.state == "returned" else dossier.description
    period = () if permanent else (period_text(dossier.years),)
    return (str(place), dossier.box, dossier.code, dossier.title, span(dossier), *period, amount(dossier), dossier.keeper_name, note)


def span(dossier: WorkDossier) -> str:
    """First and last day of the documents."""
    if dossier.began_on is None or dossier.ended_on is None:
        return ""
    return f"{dossier.began_on:%d/%m/%Y} - {dossier.ended_on:%d/%m/%Y}"


def amount(dossier: WorkDossier) -> str:
    """Sheets of paper, pages of electronic dossiers (Mẫu số 03, ghi chú 2, 3)."""
    if dossier.medium == Medium.ELECTRONIC or dossier.sheet_total is None:
        return f"{dossier.page_total or 0} trang"
    return f"{dossier.sheet_total} tờ"


def cover_pdf(page: DossierPage) -> bytes:
    """Bìa hồ sơ, a page for each part."""
    dossier = page.dossier
    parts = sorted({row.item.part for row in page.rows}) or [1]
    with in_vietnamese():
        data: dict[str, Any] = {
            "head": asdict(letterhead(dossier.agency_id, clock.today())), "unit": page.unit, "title": dossier.title, "code": dossier.code,
            "year": str(dossier.year), "box": dossier.box, "period": page.period, "keeper": dossier.keeper_name,
            "access": dossier.get_access_display().partition(" (")[0], "what": "trang" if dossier.medium == Medium.ELECTRONIC else "tờ",
            "began": _day(dossier.began_on or page.measures.began_on), "ended": _day(dossier.ended_on or page.measures.ended_on),
            "parts": [{"number": part, "sheets": _sheets_of(page.rows, part, electronic=dossier.medium == Medium.ELECTRONIC)} for part in parts],
        }  # fmt: skip
        return render_pdf("records/bia-ho-so", data)


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _sheets_of(rows: Iterable[ItemRow], part: int, *, electronic: bool) -> str:
    mine = [row for row in rows if row.item.part == part]
    if electronic:
        return str(sum(row.pages or 0 for row in mine)) if mine else ""
    last = [row.item.sheet_to for row in mine]
    return str(max(each or 0 for each in last)) if last and None not in last else ""


def closing_pdf(page: DossierPage) -> bytes:
    """Chứng từ kết thúc."""
    dossier, measures = page.dossier, page.measures
    with in_vietnamese():
        data = {
            "head": asdict(letterhead(dossier.agency_id, clock.today())), "date": paper_date(dossier.closed_at or clock.today()),
            "code": dossier.code, "year": str(dossier.year), "title": dossier.title, "unit": page.unit, "keeper": dossier.keeper_name,
            "period": page.period, "span": span(dossier), "documents": str(measures.documents),
            "documents-words": number_in_words(measures.documents), "pages": str(measures.pages),
            "sheets": str(measures.sheets) if measures.sheets is not None else "không đánh số tờ (hồ sơ điện tử)" if dossier.medium == Medium.ELECTRONIC else "",
            "parts": str(len({row.item.part for row in page.rows}) or 1), "doubtful": doubtful_sheets(row.item for row in page.rows),
            "index": f"{measures.documents} dòng", "description": dossier.description,
        }  # fmt: skip
        return render_pdf("records/chung-tu-ket-thuc", data)


def doubtful_sheets(items: Iterable[FiledItem]) -> str:
    """Sheet numbers that stand twice or are left out, part by part; ``không`` when there are none."""
    found: list[str] = []
    expected: dict[int, int] = {}
    for item in items:
        if item.sheet_from is None or item.sheet_to is None:
            continue
        due = expected.get(item.part, 1)
        if item.sheet_from > due:
            found.append(f"khuyết {due}-{item.sheet_from - 1} (tập {item.part})")
        elif item.sheet_from < due:
            found.append(f"trùng {item.sheet_from} (tập {item.part})")
        expected[item.part] = max(due, item.sheet_to + 1)
    return "; ".join(found) or "không"


def minutes_pdf(page: HandoverPage) -> bytes:
    """Biên bản giao nhận hồ sơ, tài liệu; what the archive gave back is named in it and not counted."""
    handover = page.handover
    taken = [line.dossier for line in page.lines if line.state != "returned"]
    electronic = [each for each in taken if each.medium == Medium.ELECTRONIC]
    days = [(each.began_on, each.ended_on) for each in taken if each.began_on and each.ended_on]
    with in_vietnamese():
        data = {
            "head": asdict(letterhead(handover.agency_id, clock.today())), "number": handover.number_text,
            "date": paper_date(handover.answered_at or clock.today()), "unit": page.unit,
            "years": ", ".join(str(year) for year in sorted({each.year for each in taken})), "giver": handover.made_by_name,
            "giver-title": handover.made_by_title, "taker": handover.received_by_name, "taker-title": handover.received_by_title,
            "span": f"{min(day for day, _end in days):%d/%m/%Y} - {max(end for _day, end in days):%d/%m/%Y}" if days else "",
            "boxes": str(len({each.box for each in taken if each.box}) or ""), "paper": str(len(taken) - len(electronic)),
            "electronic": str(len(electronic)), "files": str(sum(each.doc_total or 0 for each in electronic)), "condition": handover.condition,
            "permanent": str(sum(each.years == PERMANENT for each in taken)), "limited": str(sum(each.years != PERMANENT for each in taken)),
            "returned": [{"code": line.dossier.code, "reason": line.reason} for line in page.lines if line.state == "returned"],
        }  # fmt: skip
        return render_pdf("records/bien-ban-giao-nhan", data)
