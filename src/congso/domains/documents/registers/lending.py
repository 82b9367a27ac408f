"""Sổ sử dụng bản lưu: nine columns (their names unverified, their number verified)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import CopyLoan, Document, LoanState
from congso.domains.documents.policies import INSTRUCT, REGISTER
from congso.domains.documents.queries_any import documents_visible_to
from congso.domains.documents.registers.tables import Register, require_books
from congso.domains.documents.types import type_name
from congso.foundation.printing.tables import CellKind, Column

PAGE = 50
COLUMNS = (
    Column(gettext_noop("Ngày tháng"), 12, CellKind.DATE), Column(gettext_noop("Họ và tên người sử dụng"), 22),
    Column(gettext_noop("Số, ký hiệu, ngày tháng văn bản"), 22), Column(gettext_noop("Tên loại và trích yếu nội dung văn bản"), 44),
    Column(gettext_noop("Số và ký hiệu hồ sơ"), 14), Column(gettext_noop("Ký nhận"), 20), Column(gettext_noop("Ngày trả"), 12, CellKind.DATE),
    Column(gettext_noop("Người cho phép sử dụng"), 22), Column(gettext_noop("Ghi chú"), 22),
)  # fmt: skip


def loans(viewer: Actor, agency_id: int, year: int) -> QuerySet[CopyLoan]:
    """The loans of a year, newest first; raises NotVisible for somebody else's book."""
    require_books(viewer, agency_id)
    rows = CopyLoan.objects.filter(agency_id=agency_id, asked_at__year=year).select_related("document__incoming")
    return rows.order_by("-pk")


def own_loans(viewer: Actor) -> list[CopyLoan]:
    """What the viewer asked for, newest first."""
    return list(CopyLoan.objects.filter(asked_by__in=viewer.accounts).select_related("document").order_by("-pk")[:50])


def loan_of(viewer: Actor, loan_id: int) -> CopyLoan:
    """One loan, for who keeps the book or decides on it; raises NotVisible."""
    found = CopyLoan.objects.select_related("document").filter(documents_in_loans(viewer), pk=loan_id).first()
    if found is None or not (viewer.may(REGISTER, found.agency_id) or viewer.may(INSTRUCT, found.agency_id)):
        raise NotVisible
    return found


def documents_in_loans(viewer: Actor) -> Q:
    """Loans of documents that the viewer may see."""
    return Q(document__in=Document.objects.filter(documents_visible_to(viewer)))


def cells(row: CopyLoan) -> tuple[Any, ...]:
    """The values in the order of the columns."""
    document = row.document
    when = f", {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    code = row.dossier_code or (document.incoming.dossier_code if hasattr(document, "incoming") else "")
    signed = f"{row.asked_by_name} {_day(row.lent_at)}" if row.lent_at else ""
    notes = [row.purpose, row.get_state_display() if row.state != LoanState.RETURNED else "", row.reason, row.note]
    late = _("quá hạn trả") if row.state == LoanState.LENT and row.due_on and row.due_on < clock.today() else ""
    return (
        clock.local(row.asked_at).date(), row.asked_by_name, f"{document.number_text}{when}", f"{type_name(document.type_code)}: {document.subject}",
        code, signed, clock.local(row.returned_at).date() if row.returned_at else None, row.decided_by_name,
        "; ".join(filter(None, [*notes, late])),
    )  # fmt: skip


def _day(at: Any) -> str:
    return f"{clock.local(at):%d/%m/%Y}" if at else ""


def register(viewer: Actor, agency_id: int, year: int) -> Register:
    """The book of a year."""
    rows = loans(viewer, agency_id, year).order_by("pk")

    def lines() -> Iterator[tuple[Any, ...]]:
        for row in rows.iterator(chunk_size=1000):
            yield cells(row)

    return Register(agency_id, "Sổ sử dụng bản lưu", f"Năm {year}", COLUMNS, lines())
