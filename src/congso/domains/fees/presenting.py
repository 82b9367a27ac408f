"""The reconciliation as an Excel file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.fees.queries.reconciling import DayLine, Reconciliation
from congso.foundation.printing.tables import CellKind, Column, write_table


def as_excel(found: Reconciliation, stream: IO[bytes]) -> None:
    """A line for each unit and day, and the sum."""
    money, number = CellKind.MONEY, CellKind.NUMBER
    columns = [
        Column(_("Ngày"), 12, CellKind.DATE), Column(_("Đơn vị thu"), 40), Column(_("Số yêu cầu nộp"), 10, number),
        Column(_("Phải thu"), 16, money), Column(_("Tiền mặt"), 16, money), Column(_("Qua cổng"), 16, money),
        Column(_("Chuyển khoản"), 16, money), Column(_("Cộng đã thu"), 16, money), Column(_("Số biên lai"), 10, number),
        Column(_("Tiền theo biên lai"), 16, money), Column(_("Chênh lệch biên lai"), 16, money),
        Column(_("Khoản chưa xử lý"), 10, number),
    ]  # fmt: skip
    subtitle = _("Từ ngày %(first)s đến ngày %(last)s, lập lúc %(now)s") % {
        "first": f"{found.first:%d/%m/%Y}", "last": f"{found.last:%d/%m/%Y}", "now": f"{clock.now():%H:%M %d/%m/%Y}"}  # fmt: skip
    write_table(stream, title=_("Đối soát phí, lệ phí"), subtitle=subtitle, columns=columns, rows=_rows(found),
                agency=str(settings.CONGSO_PROVINCE_NAME))  # fmt: skip


def _rows(found: Reconciliation) -> Iterator[list[Any]]:
    for line in found.lines:
        yield [line.day, line.unit or _("Chưa rõ đơn vị"), *_figures(line)]
    yield [None, _("Cộng"), *_figures(found.total)]


def _figures(line: DayLine) -> list[int]:
    return [
        line.asked, line.asked_total, line.cash, line.by_gateway, line.transfer, line.settled_total, line.receipts,
        line.receipts_total, line.settled_total - line.receipts_total, line.open_differences,
    ]  # fmt: skip
