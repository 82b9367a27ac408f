"""The books of a year: which there are, which there should be, what is missing from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from congso.core.actors import Actor
from congso.domains.documents.enums import State
from congso.domains.documents.models import Document, DocumentNumber
from congso.domains.documents.registers.tables import Register, require_books
from congso.domains.documents.symbols import rule_of
from congso.domains.documents.types import types
from congso.foundation.numbering.kinds import label_of
from congso.foundation.numbering.models import NumberBook
from congso.foundation.printing.tables import CellKind, Column

INCOMING, SECRET, SECRET_OUT = "incoming", "incoming-secret", "outgoing-secret"
COLUMNS = (
    Column(gettext_noop("STT"), 6, CellKind.CENTRED), Column(gettext_noop("Sổ"), 36), Column(gettext_noop("Số"), 16),
    Column(gettext_noop("Tình trạng"), 16), Column(gettext_noop("Lý do"), 60),
)  # fmt: skip
OURS = Q(kind__in=[INCOMING, SECRET, SECRET_OUT, "document"]) | Q(kind__startswith="document:")
"""Books of documents among all number books."""
_GAPS = """
WITH books AS (
    SELECT id, kind, last FROM numbering_numberbook
    WHERE unit_id = %(unit)s AND period = %(period)s AND (kind = ANY(%(kinds)s) OR kind = 'document' OR kind LIKE 'document:%%')),
entries AS (
    SELECT e.book_id, e.value, e.text, e.voided_at, e.void_reason, lag(e.value, 1, 0) OVER (PARTITION BY e.book_id ORDER BY e.value) AS former
    FROM numbering_numberentry e JOIN books ON books.id = e.book_id),
ends AS (SELECT books.id, books.last, coalesce(max(e.value), 0) AS highest
         FROM books LEFT JOIN numbering_numberentry e ON e.book_id = books.id GROUP BY books.id, books.last)
SELECT kind, value, text, missing, reason FROM (
    SELECT book_id, value, text, false AS missing, void_reason AS reason FROM entries WHERE voided_at IS NOT NULL
    UNION ALL
    SELECT book_id, hole, hole::text, true, '' FROM entries, generate_series(former + 1, value - 1) AS hole WHERE value > former + 1
    UNION ALL
    SELECT id, hole, hole::text, true, '' FROM ends, generate_series(highest + 1, last) AS hole WHERE last > highest
) AS found JOIN books ON books.id = found.book_id ORDER BY kind, value
"""


@dataclass(frozen=True)
class BookGap:
    """A number that is no document's: voided with its reason, or missing from its book."""

    kind: str
    book: str
    value: int
    text: str
    is_missing: bool
    reason: str

    @property
    def sort(self) -> str:
        """Hủy or khuyết."""
        return _("Khuyết") if self.is_missing else _("Hủy")


def book_gaps(agency_id: int, year: int) -> list[BookGap]:
    """Numbers voided or missing in all books of an agency's year, by one query."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, {"unit": agency_id, "period": str(year), "kinds": [INCOMING, SECRET, SECRET_OUT]})
        rows = cursor.fetchall()
    return [
        BookGap(kind, label_of(kind), value, text, missing, reason or (_("Không có trong sổ") if missing else ""))
        for kind, value, text, missing, reason in rows
    ]


def gap_register(viewer: Actor, agency_id: int, year: int) -> Register:
    """Báo cáo số khuyết, số hủy of all books. Raises NotVisible."""
    require_books(viewer, agency_id)
    rows: list[tuple[Any, ...]] = [
        (place, gap.book, gap.text, gap.sort, gap.reason) for place, gap in enumerate(book_gaps(agency_id, year), start=1)
    ]
    return Register(agency_id, "Báo cáo số văn bản khuyết, hủy", f"Năm {year}, tất cả các sổ", COLUMNS, rows)


def kinds_for(agency_id: int, year: int) -> list[str]:
    """The kinds of books an agency keeps in a year: by its rule one for all or one for each type; arrivals; the two of secret documents."""
    rule = rule_of(agency_id, date(year, 1, 1)) or rule_of(agency_id, date(year, 12, 31))
    rows = NumberBook.objects.filter(OURS, unit_id=agency_id, period__in=[str(year), str(year - 1)]).order_by("kind")
    present = list(rows.values_list("kind", "period"))
    used = {kind for kind, _period in present}
    if rule is not None and rule.one_book:
        outgoing = ["document"]
    else:
        known = [f"document:{code or 'CV'}" for code in types()]
        outgoing = [kind for kind in known if kind in used] or known
    this_years = [kind for kind, period in present if period == str(year)]
    return list(dict.fromkeys([*outgoing, *this_years, INCOMING, SECRET, SECRET_OUT]))


def numbers_not_issued(agency_id: int, year: int) -> list[Document]:
    """Documents that hold a number of the year and were not issued."""
    rows = DocumentNumber.objects.filter(
        entry__book__unit_id=agency_id, entry__book__period=str(year), released_at=None, document__state__in=[State.DRAFT, State.SIGNING]
    )
    return [row.document for row in rows.select_related("document").order_by("entry__book__kind", "entry__value")]


@dataclass(frozen=True)
class BookLine:
    """A book as the opening screen shows it."""

    kind: str
    name: str
    last: int
    is_closed: bool
    gaps: int


@dataclass
class YearPage:
    """Last year's books beside this year's."""

    year: int
    before: list[BookLine]
    now: list[BookLine]
    to_open: list[str]
    not_issued: list[Document]
    one_book: bool
    abbreviation: str


def year_page(viewer: Actor, agency_id: int, year: int) -> YearPage:
    """What there is to open this year and to close of the year before, in a constant number of queries. Raises NotVisible."""
    require_books(viewer, agency_id)
    rows = list(NumberBook.objects.filter(OURS, unit_id=agency_id, period__in=[str(year), str(year - 1)]).order_by("kind"))
    gaps = {period: _count(book_gaps(agency_id, period)) for period in (year, year - 1)}
    lines = {
        period: [BookLine(row.kind, label_of(row.kind), row.last, row.closed_at is not None, gaps[period].get(row.kind, 0))
                 for row in rows if row.period == str(period)]
        for period in (year, year - 1)
    }  # fmt: skip
    present = {line.kind for line in lines[year]}
    rule = rule_of(agency_id, date(year, 1, 1)) or rule_of(agency_id, date(year, 12, 31))
    return YearPage(
        year, lines[year - 1], lines[year], [label_of(kind) for kind in kinds_for(agency_id, year) if kind not in present],
        numbers_not_issued(agency_id, year - 1), bool(rule and rule.one_book), rule.abbreviation if rule else "",
    )  # fmt: skip


def _count(gaps: list[BookGap]) -> dict[str, int]:
    found: dict[str, int] = {}
    for gap in gaps:
        found[gap.kind] = found.get(gap.kind, 0) + 1
    return found
