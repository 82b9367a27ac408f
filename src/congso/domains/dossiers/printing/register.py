"""Mẫu 07: the register of a one-stop centre (sổ theo dõi hồ sơ), one book a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import fold
from congso.domains.dossiers.enums import NationalStatus, ReturnMethod
from congso.domains.dossiers.models import Dossier
from congso.foundation.casework.policies import SEE
from congso.foundation.orgs.models import UnitKind
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import Node
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.tables import CellKind, Column, SignatureLine, write_table
from congso.foundation.printing.units import DatedNames, letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date

PAGE = 50
MOST_IN_PDF = 1_500
"""Lines a register may have as PDF; a longer one is asked for month by month, or taken as Excel."""

COLUMNS = (
    Column(gettext_noop("TT"), 6, CellKind.NUMBER),
    Column(gettext_noop("Mã hồ sơ"), 24),
    Column(gettext_noop("Tên thủ tục hành chính"), 40),
    Column(gettext_noop("Số lượng hồ sơ (bộ)"), 9, CellKind.NUMBER),
    Column(gettext_noop("Tên cá nhân, tổ chức"), 24),
    Column(gettext_noop("Địa chỉ, số điện thoại"), 32),
    Column(gettext_noop("Cơ quan chủ trì giải quyết"), 26),
    Column(gettext_noop("Ngày, tháng, năm nhận hồ sơ"), 17, CellKind.MOMENT),
    Column(gettext_noop("Ngày, tháng, năm hẹn trả kết quả"), 17, CellKind.MOMENT),
    Column(gettext_noop("Ngày, tháng, năm trả kết quả"), 17, CellKind.MOMENT),
    Column(gettext_noop("Ngày, tháng, năm chuyển hồ sơ đến cơ quan giải quyết"), 17, CellKind.MOMENT),
    Column(gettext_noop("Ngày, tháng, năm nhận kết quả từ cơ quan giải quyết"), 17, CellKind.MOMENT),
    Column(gettext_noop("Phương thức nhận kết quả"), 15),
    Column(gettext_noop("Ký nhận"), 16),
    Column(gettext_noop("Ghi chú"), 26),
)
"""The columns of Mẫu 07 as TT 01/2018 (Mẫu 06) had them; the wording of TT 03/2025 is unverified."""

_FIELDS = (
    "case_id", "register_number", "code", "procedure_name", "sets", "applicant_name", "applicant_address",
    "applicant_phone", "agency_id", "received_at", "first_promised_at", "returned_at", "sent_to_agency_at",
    "result_at_counter_at", "return_method", "returned_to", "status", "supplement_count", "apology_count", "note",
    "case__promised_at",
)  # fmt: skip


class RegisterTooLong(InvalidInput):
    """More lines were asked for than a PDF should have."""

    code = "register_too_long"
    message = _("Sổ có hơn %(most)s dòng; mời chọn khoảng ngày ngắn hơn, hoặc tải bản Excel.")


@dataclass(frozen=True)
class RegisterQuery:
    """Which lines: a centre, a book, perhaps some days of it, perhaps only those with certain words."""

    unit_id: int
    year: int
    first_day: date | None = None
    last_day: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register, its values in the order of ``COLUMNS``."""

    case_id: Any
    number: int
    code: str
    values: tuple[Any, ...]


def day_of_book(year: int) -> date:
    """The day on which the centres of a book are named: its last, or today."""
    return min(date(year, 12, 31), clock.today())


def centres(viewer: Actor, year: int) -> list[Node]:
    """The centres whose book the viewer may open, as they were called that year."""
    units = tree(day_of_book(year))
    found = [
        node for node in units.nodes.values()
        if node.kind == UnitKind.CENTRE and viewer.may(SEE, node.id)
    ]  # fmt: skip
    return sorted(found, key=lambda node: (node.identifier, node.id))


def register_rows(viewer: Actor, query: RegisterQuery) -> QuerySet[Dossier]:
    """The dossiers of a book in the order of their lines; raises NotVisible for a book of somebody else's.

    Who may see the cases of the centre may see its book (`cases.see`).
    """
    if not viewer.may(SEE, query.unit_id):
        raise NotVisible
    rows = Dossier.objects.filter(receiving_unit_id=query.unit_id, register_year=query.year)
    if query.first_day:
        rows = rows.filter(received_at__gte=_midnight(query.first_day))
    if query.last_day:
        rows = rows.filter(received_at__lt=_midnight(query.last_day + timedelta(days=1)))
    for word in fold(query.words).split()[:8]:
        rows = rows.filter(Q(case__search_key__contains=word))
    return rows.order_by("register_number")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.VIETNAM)


def register_page(
    viewer: Actor,
    query: RegisterQuery,
    *,
    after: int | None = None,
    before: int | None = None,
    size: int = PAGE,
) -> tuple[list[RegisterLine], int | None, int | None]:
    """A page of the book, newest line first, and the keys of the newer and older pages (None where there is none)."""
    rows = register_rows(viewer, query)
    if before is not None:
        found = list(_values(rows.filter(register_number__gt=before))[: size + 1])
        more_newer, more_older = len(found) > size, True
        found = found[:size][::-1]
    else:
        older = rows.filter(register_number__lt=after) if after is not None else rows
        found = list(_values(older.reverse())[: size + 1])
        more_newer, more_older = after is not None, len(found) > size
        found = found[:size]
    lines = [_line(row, names) for names in [_names(found)] for row in found]
    newer = lines[0].number if lines and more_newer else None
    return lines, newer, lines[-1].number if lines and more_older else None


def _values(rows: QuerySet[Dossier]) -> QuerySet[Dossier, dict[str, Any]]:
    values: QuerySet[Dossier, dict[str, Any]] = rows.values(*_FIELDS)
    return values


def _names(rows: Sequence[dict[str, Any]]) -> DatedNames:
    return DatedNames({row["agency_id"] for row in rows})


def register_lines(viewer: Actor, query: RegisterQuery) -> Iterator[RegisterLine]:
    """All lines of the book in order, read in parts, so that a year of a busy centre fits in memory."""
    rows = register_rows(viewer, query)
    names = DatedNames(rows.order_by().values_list("agency_id", flat=True).distinct())
    for row in _values(rows).iterator(chunk_size=2000):
        yield _line(row, names)


def _line(row: dict[str, Any], names: DatedNames) -> RegisterLine:
    contact = ", ".join(filter(None, [row["applicant_address"], row["applicant_phone"]]))
    values = (
        row["register_number"], row["code"], row["procedure_name"], row["sets"], row["applicant_name"], contact,
        names.name(row["agency_id"], row["received_at"]), row["received_at"], row["first_promised_at"],
        row["returned_at"], row["sent_to_agency_at"], row["result_at_counter_at"],
        str(ReturnMethod(row["return_method"]).label), row["returned_to"], _note(row),
    )  # fmt: skip
    return RegisterLine(row["case_id"], row["register_number"], row["code"], values)


_ENDED = {
    NationalStatus.WITHDRAWN: _("Dừng theo yêu cầu"),
    NationalStatus.STOPPED: _("Không đủ điều kiện giải quyết"),
}


def _note(row: dict[str, Any]) -> str:
    """What the column of remarks says: requests, new promises, another end, and the clerk's own note."""
    parts = []
    if count := row["supplement_count"]:
        parts.append(ngettext("Yêu cầu bổ sung %(count)s lần", "Yêu cầu bổ sung %(count)s lần", count) % {"count": count})
    promised, first = row["case__promised_at"], row["first_promised_at"]
    if promised and promised != first:
        parts.append(gettext("Hẹn lại %(day)s") % {"day": f"{clock.local(promised):%d/%m/%Y}"})
    if row["status"] in _ENDED:
        parts.append(str(_ENDED[NationalStatus(row["status"])]))
    return "; ".join([*parts, *filter(None, [row["note"]])])


def period_words(query: RegisterQuery) -> str:
    """Which days the printed book covers."""
    first = query.first_day or date(query.year, 1, 1)
    last = query.last_day or date(query.year, 12, 31)
    return f"Quyển số {query.year}. Từ {paper_date(first)} đến {paper_date(last)}"


def register_pdf(viewer: Actor, query: RegisterQuery) -> bytes:
    """The book as PDF, A4 landscape; raises RegisterTooLong beyond ``MOST_IN_PDF`` lines."""
    if register_rows(viewer, query)[: MOST_IN_PDF + 1].count() > MOST_IN_PDF:
        raise RegisterTooLong(most=MOST_IN_PDF)
    with in_vietnamese():
        head = letterhead(query.unit_id, day_of_book(query.year))
        data = {
            "head": asdict(head), "period": period_words(query), "date": paper_date(clock.today()),
            "columns": [column.heading for column in COLUMNS],
            "rows": [[_shown(value) for value in line.values] for line in register_lines(viewer, query)],
        }  # fmt: skip
        return render_pdf("dossiers/mau-07", data, large=True)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{clock.local(value):%d/%m/%Y %H:%M}"
    return "" if value is None else str(value)


def register_xlsx(viewer: Actor, query: RegisterQuery, stream: IO[bytes]) -> int:
    """Write the book as Excel to a stream, line by line; how many lines."""
    register_rows(viewer, query)  # the right is asked before the first byte
    head = letterhead(query.unit_id, day_of_book(query.year))
    with in_vietnamese():
        return write_table(
            stream, title="Sổ theo dõi hồ sơ", subtitle=period_words(query), agency=head.agency, columns=COLUMNS,
            rows=(line.values for line in register_lines(viewer, query)), numbered_columns=True,
            signature=SignatureLine(f"{head.place}, {paper_date(clock.today())}", "Người lập sổ", "Người phụ trách"),
        )  # fmt: skip
