"""Sổ đăng ký văn bản đi (NĐ 30/2020, Phụ lục IV): the ten columns, by year and book; and what is missing from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.domains.documents.enums_outgoing import DeliveryWay
from congso.domains.documents.models import Delivery, DocumentNumber
from congso.domains.documents.policies import SEE_ALL
from congso.domains.documents.types import type_name
from congso.foundation.numbering.kinds import label_of
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.tables import CellKind, Column, SignatureLine, write_table
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date

PAGE = 50
MOST_IN_PDF = 3_000
KIND = "document"
COLUMNS = (
    Column(gettext_noop("Số, ký hiệu văn bản"), 16, CellKind.CENTRED),
    Column(gettext_noop("Ngày tháng văn bản"), 13, CellKind.DATE),
    Column(gettext_noop("Tên loại và trích yếu nội dung văn bản"), 44),
    Column(gettext_noop("Người ký"), 20),
    Column(gettext_noop("Nơi nhận văn bản"), 32),
    Column(gettext_noop("Đơn vị, người nhận bản lưu"), 20),
    Column(gettext_noop("Số lượng bản"), 9, CellKind.NUMBER),
    Column(gettext_noop("Ngày chuyển"), 13, CellKind.DATE),
    Column(gettext_noop("Ký nhận"), 14),
    Column(gettext_noop("Ghi chú"), 24),
)


class RegisterTooLong(InvalidInput):
    """More lines were asked for than a PDF should have."""

    code = "out_register_too_long"
    message = _("Sổ có hơn %(most)s dòng; hãy tải bản Excel.")


@dataclass(frozen=True)
class OutLine:
    """A line of the register with its number and document."""

    value: int
    document_id: Any
    cells: tuple[Any, ...]


def books(viewer: Actor) -> list[tuple[int, str]]:
    """Books of outgoing documents that the viewer may open, with their names; newest year first."""
    units = viewer.units_for(SEE_ALL)
    rows = NumberBook.objects.filter(kind__startswith=KIND)
    if units != EVERYWHERE:
        rows = rows.filter(unit_id__in=units)
    names = tree()
    return [(row.pk, f"{row.period} · {label_of(row.kind)} · {names.name(row.unit_id)}")
            for row in rows.order_by("-period", "unit_id", "kind")]  # fmt: skip


def open_book(viewer: Actor, book_id: int) -> NumberBook:
    """A book; raises NotVisible for somebody else's."""
    book = NumberBook.objects.filter(pk=book_id, kind__startswith=KIND).first()
    if book is None or not viewer.may(SEE_ALL, book.unit_id):
        raise NotVisible
    return book


def _entries(book: NumberBook) -> QuerySet[NumberEntry]:
    return NumberEntry.objects.filter(book=book)


def page_of_book(
    book: NumberBook, *, after: int | None = None, before: int | None = None
) -> tuple[list[OutLine], int | None, int | None]:
    """A page of lines, newest number first, and the keys of the newer and older pages."""
    rows = _entries(book)
    if before is not None:
        found = list(rows.filter(value__gt=before).order_by("value")[: PAGE + 1])
        newer_left, older_left = len(found) > PAGE, True
        found = found[:PAGE][::-1]
    else:
        found = list((rows.filter(value__lt=after) if after else rows).order_by("-value")[: PAGE + 1])
        newer_left, older_left = after is not None, len(found) > PAGE
        found = found[:PAGE]
    lines = list(_lines(found))
    newer = lines[0].value if lines and newer_left else None
    return lines, newer, lines[-1].value if lines and older_left else None


def all_lines(book: NumberBook) -> Iterator[OutLine]:
    """Every line in order, read in parts."""
    last = 0
    while part := list(_entries(book).filter(value__gt=last).order_by("value")[:1000]):
        yield from _lines(part)
        last = part[-1].value


def _lines(entries: list[NumberEntry]) -> Iterator[OutLine]:
    rows = DocumentNumber.objects.filter(entry__in=entries).select_related("document__outgoing__on_paper").prefetch_related(
        Prefetch("document__deliveries", queryset=Delivery.objects.order_by("pk")))  # fmt: skip
    numbers = {row.entry_id: row for row in rows}
    for entry in entries:
        yield _line(entry, numbers.get(entry.pk))


def _line(entry: NumberEntry, number: DocumentNumber | None) -> OutLine:
    if number is None or entry.voided_at is not None:
        note = gettext("Số đã hủy: %(reason)s") % {"reason": entry.void_reason} if entry.voided_at else ""
        day = number.on if number else None
        return OutLine(entry.value, None, (entry.text, day, "", "", "", "", None, None, "", note))
    document, out = number.document, number.document.outgoing
    receivers = list(document.deliveries.all())
    about = f"{type_name(document.type_code)}: {document.subject}" if document.type_code else document.subject
    sent = clock.local(out.issued_at).date() if out.issued_at else None
    notes = [gettext("Ký giấy")] if getattr(out, "on_paper", None) else []
    note = "; ".join(notes + ([] if out.issued_at and document.state == "issued" else [document.get_state_display()]))
    cells = (entry.text, number.on, about, document.signer_name, ", ".join(row.name for row in receivers),
             gettext("Văn thư"), out.copies if out.issued_at else None, sent, _signed_for(receivers), note)  # fmt: skip
    return OutLine(entry.value, document.pk, cells)


def _signed_for(receivers: list[Delivery]) -> str:
    """Who has it: how many through the system, and who signed for the sheet itself."""
    sheets = [row for row in receivers if row.way == DeliveryWay.PAPER]
    signed = [f"{row.received_by} ({row.received_on:%d/%m/%Y})" for row in sheets if row.received_on]
    count = len(receivers) - len(sheets)
    return "; ".join(([gettext("Trên hệ thống: %(count)d") % {"count": count}] if count else []) + signed)


@dataclass(frozen=True)
class Gap:
    """A number that is no document's: voided with its reason, or missing from the book altogether."""

    value: int
    text: str
    reason: str
    is_missing: bool


def gaps(book: NumberBook) -> list[Gap]:
    """Numbers voided or missing up to the last one given (báo cáo số khuyết)."""
    found, expected = [], 1
    for value, text, voided, reason in (
        _entries(book).order_by("value").values_list("value", "text", "voided_at", "void_reason")
    ):
        found += [
            Gap(each, str(each), gettext("Không có trong sổ"), is_missing=True)
            for each in range(expected, value)
        ]
        if voided:
            found.append(Gap(value, text, reason, is_missing=False))
        expected = value + 1
    return found + [
        Gap(each, str(each), gettext("Không có trong sổ"), is_missing=True)
        for each in range(expected, book.last + 1)
    ]


def register_pdf(book: NumberBook) -> bytes:
    """The book as PDF, A4 landscape; raises RegisterTooLong."""
    if book.last > MOST_IN_PDF:
        raise RegisterTooLong(most=MOST_IN_PDF)
    with in_vietnamese():
        data = {
            "head": asdict(letterhead(book.unit_id, clock.today())), "period": f"Năm {book.period}. {label_of(book.kind)}",
            "date": paper_date(clock.today()), "columns": [column.heading for column in COLUMNS],
            "rows": [[_shown(value) for value in line.cells] for line in all_lines(book)],
        }  # fmt: skip
        return render_pdf("documents/so-van-ban-di", data, large=True)


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else "" if value is None else str(value)


def register_xlsx(book: NumberBook, stream: IO[bytes]) -> int:
    """Write the book as Excel; how many lines."""
    head = letterhead(book.unit_id, clock.today())
    with in_vietnamese():
        return write_table(
            stream, title="Sổ đăng ký văn bản đi", subtitle=f"Năm {book.period}. {label_of(book.kind)}", agency=head.agency,
            columns=COLUMNS, rows=(line.cells for line in all_lines(book)), numbered_columns=True,
            signature=SignatureLine(f"{head.place}, {paper_date(clock.today())}", "Người lập sổ", "Người phụ trách"),
        )  # fmt: skip
