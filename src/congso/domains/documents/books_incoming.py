"""The registers of documents coming in (NĐ 30/2020, Phụ lục IV): the arrival book and the follow-up book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import fold
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.models import Assignment, Document, Incoming, Relation, Role
from congso.domains.documents.policies import REGISTER, SEE_ALL
from congso.domains.documents.types import type_name
from congso.foundation.casework.models import CaseState
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.tables import Column, write_table
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date

PAGE = 50
MOST_IN_PDF = 1_500
ARRIVALS, FOLLOW_UP = "den", "theo-doi"
BOOKS = {ARRIVALS: _("Sổ đăng ký văn bản đến"), FOLLOW_UP: _("Sổ theo dõi giải quyết văn bản đến")}
COLUMNS = {
    ARRIVALS: (
        Column(gettext_noop("Ngày đến"), 11), Column(gettext_noop("Số đến"), 8), Column(gettext_noop("Tác giả"), 24),
        Column(gettext_noop("Số, ký hiệu văn bản"), 18), Column(gettext_noop("Ngày tháng văn bản"), 11),
        Column(gettext_noop("Tên loại và trích yếu nội dung văn bản"), 48), Column(gettext_noop("Đơn vị hoặc người nhận"), 26),
        Column(gettext_noop("Ngày chuyển"), 11), Column(gettext_noop("Ký nhận"), 18), Column(gettext_noop("Ghi chú"), 20),
    ),
    FOLLOW_UP: (
        Column(gettext_noop("Số đến"), 8), Column(gettext_noop("Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản"), 48),
        Column(gettext_noop("Đơn vị hoặc người nhận"), 28), Column(gettext_noop("Thời hạn giải quyết"), 12),
        Column(gettext_noop("Tiến độ giải quyết"), 30), Column(gettext_noop("Số, ký hiệu văn bản trả lời"), 20),
        Column(gettext_noop("Ghi chú"), 20),
    ),
}  # fmt: skip
"""The columns exactly as the decree's annex has them: ten and seven."""


class BookTooLong(InvalidInput):
    """More lines were asked for than a PDF should have."""

    code = "book_too_long"
    message = _("Sổ có hơn %(most)s dòng; mời chọn khoảng ngày ngắn hơn, hoặc tải bản Excel.")


@dataclass(frozen=True)
class BookQuery:
    """Which lines: a book of an agency's year, perhaps some days, perhaps only with certain words."""

    agency_id: int
    book: str
    year: int
    first_day: date | None = None
    last_day: date | None = None
    words: str = ""


@dataclass(frozen=True)
class BookLine:
    """A line, its values in the order of the columns."""

    id: UUID
    number: int
    values: tuple[str, ...]


def agencies(viewer: Actor) -> list[int]:
    """The agencies whose books the viewer may open: where they sit and see everything."""
    units = tree()
    found = {units.agency_of(seat.unit_id).id for seat in viewer.seats if seat.unit_id in units.nodes}
    return sorted(agency for agency in found if viewer.may(REGISTER, agency) or viewer.may(SEE_ALL, agency))


def book_rows(viewer: Actor, query: BookQuery) -> QuerySet[Document]:
    """The documents of a book in the order of their numbers; raises NotVisible for a book that is somebody else's."""
    if query.agency_id not in agencies(viewer) or query.book not in BOOKS:
        raise NotVisible
    rows = Document.objects.filter(
        direction=Direction.INCOMING, incoming__agency_id=query.agency_id, incoming__book_year=query.year
    )
    if query.first_day:
        rows = rows.filter(incoming__registered_at__gte=_midnight(query.first_day))
    if query.last_day:
        rows = rows.filter(incoming__registered_at__lt=_midnight(query.last_day + timedelta(days=1)))
    for word in fold(query.words).split()[:8]:
        rows = rows.filter(search_key__contains=word)
    given = Assignment.objects.filter(withdrawn_at=None).exclude(role=Role.KNOW)
    answers = Relation.objects.filter(kind=RelationKind.ANSWERS).select_related("source")
    rows = rows.select_related("incoming", "case").prefetch_related(
        Prefetch("incoming__assignments", given, to_attr="given"), Prefetch("referred_by", answers, to_attr="answers"),
        "incoming__corrections",
    )  # fmt: skip
    return rows.order_by("incoming__arrival_number")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.VIETNAM)


def book_page(
    viewer: Actor, query: BookQuery, *, after: int | None = None
) -> tuple[list[BookLine], int | None]:
    """A page, newest line first, and the key of the next one."""
    rows = book_rows(viewer, query)
    if after is not None:
        rows = rows.filter(incoming__arrival_number__lt=after)
    found = [_line(row, query.book) for row in rows.order_by("-incoming__arrival_number")[: PAGE + 1]]
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def book_lines(viewer: Actor, query: BookQuery) -> Iterator[BookLine]:
    """All lines in order, read in parts."""
    for row in book_rows(viewer, query).iterator(chunk_size=1000):
        yield _line(row, query.book)


def _line(row: Document, book: str) -> BookLine:
    values = _arrival(row) if book == ARRIVALS else _followed(row)
    return BookLine(row.pk, row.incoming.arrival_number or 0, values)


def _day(at: datetime | date | None) -> str:
    if at is None:
        return ""
    day = clock.local(at).date() if isinstance(at, datetime) else at
    return f"{day:%d/%m/%Y}"


def _arrival(row: Document) -> tuple[str, ...]:
    incoming = row.incoming
    note = "; ".join(filter(None, [gettext("Trả lại: %(reason)s") % {"reason": incoming.sent_back_reason}
                                   if incoming.sent_back_reason else "", _put_right(incoming), incoming.note]))  # fmt: skip
    return (
        _day(incoming.arrived_at), incoming.arrival_text, row.issuer_name, row.number_text, _day(row.issued_on),
        f"{type_name(row.type_code)}: {row.subject}", _receivers(row), _day(incoming.forwarded_at), _signed_for(row), note,
    )  # fmt: skip


def _put_right(incoming: Incoming) -> str:
    """That the line is void, with the reason, or that it was corrected, and when."""
    if incoming.void_reason:
        return gettext("Đã hủy đăng ký: %(reason)s") % {"reason": incoming.void_reason}
    corrected = list(incoming.corrections.all())
    return gettext("Đã sửa %(day)s") % {"day": _day(corrected[-1].at)} if corrected else ""


def _receivers(row: Document) -> str:
    names, units = account_names(), tree()
    given = getattr(row.incoming, "given", [])
    parts = []
    for each in given:
        name = names.get(each.account_id or 0) or units.name(each.unit_id)
        parts.append(name if each.role == Role.MAIN else f"{name} ({Role(each.role).label})")
    return "; ".join(parts)


def _signed_for(row: Document) -> str:
    """The electronic receipt in place of a signature: who opened it first, and when."""
    read = [each for each in getattr(row.incoming, "given", []) if each.read_at]
    return "; ".join(f"{each.read_by_name} {_day(each.read_at)}" for each in read)


def _followed(row: Document) -> tuple[str, ...]:
    case = row.case
    what = f"{type_name(row.type_code)} {row.number_text}, {_day(row.issued_on)}, {row.issuer_name}"
    answers = "; ".join(
        each.source.number_text or each.source.subject for each in getattr(row, "answers", [])
    )
    return (
        row.incoming.arrival_text, what, _receivers(row), _day(case.due_at if case else None), progress_of(row), answers,
        row.incoming.note,
    )  # fmt: skip


def progress_of(row: Document) -> str:
    """How far a document has come, in words: done on which day, late, with whom."""
    case = row.case
    if row.state != State.IN_WORK or case is None:
        ended = _day(case.closed_at) if case and case.state == CaseState.CLOSED else ""
        return " ".join(filter(None, [row.get_state_display(), ended]))
    who = account_names().get(case.holder_id or 0) or tree().name(case.holder_unit_id)
    late = case.due_at is not None and case.due_at < clock.now()
    words = gettext("Quá hạn, đang ở %(who)s") if late else gettext("Đang giải quyết: %(who)s")
    return words % {"who": who}


def _period(query: BookQuery) -> str:
    first, last = query.first_day or date(query.year, 1, 1), query.last_day or date(query.year, 12, 31)
    return f"Năm {query.year}. Từ {paper_date(first)} đến {paper_date(last)}"


def book_pdf(viewer: Actor, query: BookQuery) -> bytes:
    """The book as PDF, A4 landscape; raises BookTooLong beyond ``MOST_IN_PDF`` lines."""
    if book_rows(viewer, query).values_list("pk")[: MOST_IN_PDF + 1].count() > MOST_IN_PDF:
        raise BookTooLong(most=MOST_IN_PDF)
    with in_vietnamese():
        data = {
            "head": asdict(letterhead(query.agency_id, clock.today())), "title": str(BOOKS[query.book]), "period": _period(query),
            "date": paper_date(clock.today()), "columns": [each.heading for each in COLUMNS[query.book]],
            "widths": [each.width for each in COLUMNS[query.book]],
            "rows": [list(line.values) for line in book_lines(viewer, query)],
        }  # fmt: skip
        return render_pdf("documents/so-van-ban-den", data, large=True)


def book_xlsx(viewer: Actor, query: BookQuery, stream: IO[bytes]) -> int:
    """Write the book as Excel to a stream; how many lines."""
    book_rows(viewer, query)  # the right is asked before the first byte
    with in_vietnamese():
        rows: Iterator[tuple[Any, ...]] = (line.values for line in book_lines(viewer, query))
        return write_table(
            stream, title=str(BOOKS[query.book]), subtitle=_period(query), columns=COLUMNS[query.book], rows=rows,
            agency=letterhead(query.agency_id, clock.today()).agency, numbered_columns=True,
        )  # fmt: skip
