"""Statistics of documents (thống kê): by unit and month, from grouped statements whose number does not grow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import Direction, State
from congso.domains.documents.enums_outgoing import DeliveryWay
from congso.domains.documents.models import Assignment, Delivery, Document, Role
from congso.domains.documents.registers.monthly import Tally, arrivals, overdue
from congso.domains.documents.registers.tables import Register, require_books
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.tables import CellKind, Column

PAGE = 50
FIGURES = {
    "den": _("Văn bản đến"), "dung-han": _("Giải quyết đúng hạn"), "tre-han": _("Giải quyết trễ hạn"), "qua-han": _("Đang quá hạn"),
    "di": _("Văn bản đi đã phát hành"), "ky-so": _("Ký số cá nhân"), "ky-co-quan": _("Ký số cơ quan"), "khong-giay": _("Phát hành không giấy"),
}  # fmt: skip
COLUMNS = (
    Column(gettext_noop("Đơn vị"), 34), Column(gettext_noop("Tháng"), 8, CellKind.CENTRED), Column(gettext_noop("Văn bản đến"), 9, CellKind.NUMBER),
    Column(gettext_noop("Đúng hạn"), 9, CellKind.NUMBER), Column(gettext_noop("Trễ hạn"), 9, CellKind.NUMBER),
    Column(gettext_noop("Đang quá hạn"), 9, CellKind.NUMBER), Column(gettext_noop("Giờ làm việc bình quân"), 10, CellKind.NUMBER),
    Column(gettext_noop("Trung vị ngày đến khi có chỉ đạo"), 11, CellKind.NUMBER), Column(gettext_noop("Văn bản đi"), 9, CellKind.NUMBER),
    Column(gettext_noop("Ký số cá nhân (%)"), 9, CellKind.NUMBER), Column(gettext_noop("Ký số cơ quan (%)"), 9, CellKind.NUMBER),
    Column(gettext_noop("Không giấy (%)"), 9, CellKind.NUMBER),
)  # fmt: skip
_OUTGOING = """
WITH on_paper AS (SELECT DISTINCT document_id FROM documents_delivery WHERE way IN ('outside', 'paper') AND answered_at IS NOT NULL
                  UNION SELECT outgoing_id FROM documents_paper_signing),
found AS (
    SELECT o.unit_id AS unit, extract(month FROM o.issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS month, o.signed_at, o.sealed_at, p.document_id AS paper
    FROM documents_outgoing o JOIN documents_document d ON d.id = o.document_id LEFT JOIN on_paper p ON p.document_id = o.document_id
    WHERE d.agency_id = %(agency)s AND o.issued_at >= %(start)s AND o.issued_at < %(stop)s)
SELECT GROUPING(unit), GROUPING(month), unit, month, count(*), count(signed_at), count(sealed_at), count(*) FILTER (WHERE paper IS NULL)
FROM found GROUP BY GROUPING SETS ((unit, month), (unit), ())
"""


@dataclass
class Line:
    """The figures of a unit and month; month 0 is the whole year, unit None the whole agency."""

    unit_id: int | None
    month: int
    arrived: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    hours: float | None = None
    """Average working hours from arrival to the end, of what is done."""
    days: float | None = None
    """Median days from arrival to the leader's first instruction."""
    issued: int = 0
    signed: int = 0
    sealed: int = 0
    paperless: int = 0

    @property
    def shares(self) -> list[tuple[str, int, int | None]]:
        """(figure, count, percent) of what was issued."""
        counts = (("ky-so", self.signed), ("ky-co-quan", self.sealed), ("khong-giay", self.paperless))
        return [(name, count, round(100 * count / self.issued) if self.issued else None) for name, count in counts]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(figure, count) of what came."""
        return [("den", self.arrived), ("dung-han", self.in_time), ("tre-han", self.late), ("qua-han", self.overdue)]


@dataclass
class Statistics:
    """A year of an agency."""

    agency_id: int
    year: int
    total: Line
    units: list[tuple[str, Line, list[Line]]] = field(default_factory=list)
    """(name, the unit's year, its months)."""


def _bounds(year: int, month: int = 0) -> tuple[datetime, datetime]:
    first = date(year, month or 1, 1)
    behind = date(year + 1, 1, 1) if month in {0, 12} else date(year, month + 1, 1)
    return datetime.combine(first, time(), tzinfo=clock.VIETNAM), datetime.combine(behind, time(), tzinfo=clock.VIETNAM)


def statistics(viewer: Actor, agency_id: int, year: int) -> Statistics:
    """The figures of an agency's year, by unit and month, in few statements. Raises NotVisible."""
    require_books(viewer, agency_id)
    start, stop = _bounds(year)
    lines: dict[tuple[int | None, int], Line] = {}
    _take_arrivals(lines, agency_id, year)
    for unit, month, late_now in overdue(agency_id, start, stop):
        for key in ((unit, month), (unit, 0), (None, 0)):
            _line(lines, *key).overdue += late_now
    with connection.cursor() as cursor:
        cursor.execute(_OUTGOING, {"agency": agency_id, "start": start, "stop": stop})
        for no_unit, no_month, unit, month, issued, signed, sealed, paperless in cursor.fetchall():
            line = _line(lines, None if no_unit else unit, 0 if no_month else month)
            line.issued, line.signed, line.sealed, line.paperless = issued, signed, sealed, paperless
    return _sorted(agency_id, year, lines)


def _take_arrivals(lines: dict[tuple[int | None, int], Line], agency_id: int, year: int) -> None:
    """Each unit's months, its year, the agency's year, added up from the months."""
    tallies: dict[tuple[int | None, int], Tally] = {}
    for (unit, first), tally in arrivals(agency_id, year).items():
        for owner, month in ((unit, first.month), (unit, 0), (None, 0)):
            tallies.setdefault((owner, month), Tally()).add(tally)
    for (owner, month), tally in tallies.items():
        line = _line(lines, owner, month)
        line.arrived, line.in_time, line.late = tally.arrived, tally.in_time, tally.late
        line.hours, line.days = tally.hours, tally.days


def _line(lines: dict[tuple[int | None, int], Line], unit: int | None, month: int) -> Line:
    return lines.setdefault((unit, month), Line(unit, month))


def _sorted(agency_id: int, year: int, lines: dict[tuple[int | None, int], Line]) -> Statistics:
    units, found = tree(), Statistics(agency_id, year, lines.get((None, 0), Line(None, 0)))
    ids = sorted({unit for unit, _month in lines if unit is not None}, key=lambda unit: (unit != agency_id, units.name(unit), unit))
    for unit in ids:
        months = [line for (owner, month), line in sorted(lines.items(), key=lambda each: each[0][1]) if owner == unit and month]
        name = units.name(unit) if unit != agency_id else str(_("Lãnh đạo, chưa phân phối"))
        found.units.append((name or str(unit), _line(lines, unit, 0), months))
    return found


def statistics_register(viewer: Actor, agency_id: int, year: int) -> Register:
    """The figures as a table for PDF and Excel: each unit's months, its year, and the agency's."""
    found = statistics(viewer, agency_id, year)
    rows: list[tuple[Any, ...]] = []
    for name, whole, months in found.units:
        rows += [_cells(name, f"{line.month:02}", line) for line in months]
        rows.append(_cells(name, "Cả năm", whole))
    rows.append(_cells("Toàn cơ quan", "Cả năm", found.total))
    return Register(agency_id, "Thống kê văn bản", f"Năm {year}", COLUMNS, rows)


def _cells(name: str, month: str, line: Line) -> tuple[Any, ...]:
    return (name, month, *(count for _name, count in line.counts), line.hours, line.days, line.issued,
            *(share for _name, _count, share in line.shares))  # fmt: skip


def _incoming(figure: str) -> Q:
    done = Q(state=State.DONE)
    return {
        "den": Q(), "dung-han": done & Q(case__closed_at__lte=F("case__due_at")), "tre-han": done & Q(case__closed_at__gt=F("case__due_at")),
        "qua-han": Q(state=State.IN_WORK, case__due_at__lt=clock.now()),
    }[figure]  # fmt: skip


def _outgoing(figure: str) -> Q:
    paper = Delivery.objects.filter(document=OuterRef("pk"), way__in=[DeliveryWay.OUTSIDE, DeliveryWay.PAPER], answered_at__isnull=False)
    return {"di": Q(), "ky-so": Q(outgoing__signed_at__isnull=False), "ky-co-quan": Q(outgoing__sealed_at__isnull=False),
            "khong-giay": ~Q(Exists(paper)) & Q(outgoing__on_paper=None)}[figure]  # fmt: skip


def figure_documents(viewer: Actor, agency_id: int, year: int, figure: str, *, unit_id: int | None = None, month: int = 0) -> QuerySet[Document]:
    """The documents behind a figure, newest first: whoever sees the figure sees every one of them. Raises NotVisible."""
    require_books(viewer, agency_id)
    if figure not in FIGURES or not 0 <= month <= 12:
        raise NotVisible
    start, stop = _bounds(year, month)
    if figure in {"den", "dung-han", "tre-han", "qua-han"}:
        rows = Document.objects.filter(_incoming(figure), direction=Direction.INCOMING, incoming__agency_id=agency_id,
                                       incoming__arrival_number__isnull=False, incoming__arrived_at__gte=start, incoming__arrived_at__lt=stop)  # fmt: skip
        rows = rows.exclude(state=State.CANCELLED)
        rows = rows if unit_id is None else rows.filter(_of_unit(unit_id, agency_id))
    else:
        rows = Document.objects.filter(_outgoing(figure), direction=Direction.OUTGOING, agency_id=agency_id, outgoing__issued_at__gte=start,
                                       outgoing__issued_at__lt=stop)  # fmt: skip
        rows = rows if unit_id is None else rows.filter(outgoing__unit_id=unit_id)
    return rows.order_by("-pk")


def _of_unit(unit_id: int, agency_id: int) -> Q:
    mains = Assignment.objects.filter(incoming=OuterRef("pk"), role=Role.MAIN, withdrawn_at=None)
    given = Q(Exists(mains.filter(unit_id=unit_id)))
    return given | ~Q(Exists(mains)) if unit_id == agency_id else given


def figure_page(rows: QuerySet[Document], after: Any) -> tuple[list[Document], Any]:
    """A page of the documents behind a figure, and the key of the next one."""
    found: list[Document] = list((rows.filter(pk__lt=after) if after else rows).defer("text", "search_key")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None

