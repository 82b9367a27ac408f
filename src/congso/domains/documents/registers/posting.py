"""Sổ gửi văn bản đi bưu điện: six columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from congso.core.actors import Actor
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.models import Delivery, Posting
from congso.domains.documents.registers.tables import Register, require_books
from congso.foundation.printing.tables import CellKind, Column

PAGE = 50
COLUMNS = (
    Column(gettext_noop("Ngày chuyển"), 12, CellKind.DATE), Column(gettext_noop("Số, ký hiệu văn bản"), 20), Column(gettext_noop("Nơi nhận văn bản"), 44),
    Column(gettext_noop("Số lượng bì"), 9, CellKind.NUMBER), Column(gettext_noop("Ký nhận và dấu bưu điện"), 24), Column(gettext_noop("Ghi chú"), 24),
)  # fmt: skip


def postings(viewer: Actor, agency_id: int, year: int) -> QuerySet[Posting]:
    """The lines of a year, newest first; raises NotVisible for somebody else's book."""
    require_books(viewer, agency_id)
    return Posting.objects.filter(agency_id=agency_id, posted_on__year=year).select_related("delivery__document").order_by("-posted_on", "-delivery_id")


def cells(row: Posting) -> tuple[Any, ...]:
    """The values in the order of the columns."""
    receipt = _("Bưu điện đã ký nhận ngày %(day)s") % {"day": f"{row.receipt_on:%d/%m/%Y}"} if row.receipt_on else ""
    return (row.posted_on, row.delivery.document.number_text, row.delivery.name, row.envelopes, receipt, row.note)


def not_posted(viewer: Actor, agency_id: int) -> list[Delivery]:
    """What goes on paper and stands in no post book yet, oldest first."""
    require_books(viewer, agency_id)
    rows = Delivery.objects.filter(document__agency_id=agency_id, way__in=[DeliveryWay.OUTSIDE, DeliveryWay.PAPER], posting=None)
    rows = rows.filter(state__in=[DeliveryState.WAITING, DeliveryState.HANDED])
    return list(rows.select_related("document").order_by("pk")[:100])


def register(viewer: Actor, agency_id: int, year: int) -> Register:
    """The book of a year in the order of its days."""
    rows = postings(viewer, agency_id, year).order_by("posted_on", "delivery_id")

    def lines() -> Iterator[tuple[Any, ...]]:
        for row in rows.iterator(chunk_size=1000):
            yield cells(row)

    return Register(agency_id, "Sổ gửi văn bản đi bưu điện", f"Năm {year}", COLUMNS, lines())
