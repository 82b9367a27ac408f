"""The log as an Excel table."""

from __future__ import annotations

from typing import IO, Any

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.domains.axis.models import Stop
from congso.domains.axis.queries import Asked, lines
from congso.foundation.edxml.facade import BusinessType, StatusCode
from congso.foundation.printing.tables import CellKind, Column, write_table

MOST = 50_000
"""Lines in one file; who needs more asks day by day."""
LABELS = {("edoc", str(each)): each.label for each in BusinessType} | {("status", str(each)): each.label for each in StatusCode}


def label_of(stop: Stop) -> str:
    """What a message is, in words."""
    return str(LABELS.get((stop.parcel.kind, stop.parcel.code), stop.parcel.code))


def log_xlsx(*, viewer: Actor, asked: Asked, stream: IO[bytes]) -> int:
    """Write the lines that the viewer may see and asked for; how many. Raises NotAllowed."""
    columns = [
        Column(_("Trục nhận lúc"), 18, CellKind.MOMENT), Column(_("Loại"), 22), Column(_("Mã văn bản"), 34), Column(_("Nội dung"), 60),
        Column(_("Nơi gửi"), 16), Column(_("Nơi nhận"), 16), Column(_("Tình trạng"), 24), Column(_("Xong lúc"), 18, CellKind.MOMENT),
        Column(_("Lỗi"), 40), Column(_("Số byte"), 12, CellKind.NUMBER),
    ]  # fmt: skip
    rows = (_row(stop) for stop in lines(viewer=viewer, asked=asked)[:MOST].iterator(chunk_size=1000))
    return write_table(stream, title=_("Nhật ký trục liên thông văn bản"), subtitle=_period(asked), columns=columns, rows=rows)


def _period(asked: Asked) -> str:
    if asked.day:
        return _("Ngày %(day)s") % {"day": asked.day.strftime("%d/%m/%Y")}
    return _("Từ ngày %(day)s") % {"day": asked.since.strftime("%d/%m/%Y")} if asked.since else ""


def _row(stop: Stop) -> tuple[Any, ...]:
    parcel = stop.parcel
    error = f"{stop.error_code} {stop.error}".strip()
    return (parcel.received_at, label_of(stop), parcel.document_key, parcel.title, parcel.sender_code, stop.receiver_code,
            stop.label, stop.settled_at, error, parcel.size)  # fmt: skip
