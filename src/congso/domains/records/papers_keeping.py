"""Danh mục hồ sơ, tài liệu giữ lại; the decree names the list and no form for it, so its columns are ours (unverified)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from congso.core import clock
from congso.domains.records.enums import period_text
from congso.domains.records.papers import Table, amount, span
from congso.domains.records.queries.keeping import KeepingRow
from congso.foundation.printing.tables import CellKind, Column
from congso.foundation.printing.wording import in_vietnamese

COLUMNS = (
    Column(gettext_noop("Số TT"), 6, CellKind.CENTRED), Column(gettext_noop("Số, ký hiệu hồ sơ"), 13),
    Column(gettext_noop("Tiêu đề hồ sơ/tài liệu"), 40), Column(gettext_noop("Thời gian bắt đầu - kết thúc"), 21),
    Column(gettext_noop("Thời hạn bảo quản"), 11), Column(gettext_noop("Số tờ/Số trang"), 9), Column(gettext_noop("Người giữ"), 18),
    Column(gettext_noop("Đến hạn nộp lưu"), 12), Column(gettext_noop("Giữ lại đến"), 12), Column(gettext_noop("Lý do"), 26),
    Column(gettext_noop("Văn bản, người đồng ý"), 22),
)  # fmt: skip


def keeping_table(agency_id: int, rows: Sequence[KeepingRow]) -> Table:
    """The list of what an agency's units keep back today, unit by unit."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    unit = None
    with in_vietnamese():
        for place, row in enumerate(rows, start=1):
            if row.unit != unit:
                unit = row.unit
                lines.append((unit, ()))
            lines.append(("", _cells(place, row)))
    return Table(agency_id, "Danh mục hồ sơ, tài liệu giữ lại", [f"Tính đến ngày {clock.today():%d/%m/%Y}"], COLUMNS, lines,
                 [f"Danh mục này gồm {len(rows)} hồ sơ."], [("Người lập", ""), ("Người đứng đầu cơ quan", "")], codes=(1,))  # fmt: skip


def _cells(place: int, row: KeepingRow) -> tuple[str, ...]:
    keeping, dossier = row.keeping, row.keeping.dossier
    due = f"{dossier.hand_over_by:%d/%m/%Y}" if dossier.hand_over_by else ""
    agreed = ", ".join(filter(None, [keeping.decision, keeping.decided_by_name]))
    return (str(place), dossier.code, dossier.title, span(dossier), period_text(dossier.years), amount(dossier), dossier.keeper_name, due,
            f"{keeping.until:%d/%m/%Y}", keeping.reason, agreed)  # fmt: skip
