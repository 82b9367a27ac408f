"""What the screens of the number books show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.foundation.numbering.keeping import Borne, bearers_of
from congso.foundation.numbering.kinds import label_of
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.numbering.policies import require_can_open_pages, visible_to
from congso.foundation.orgs.models import UnitName
from congso.foundation.orgs.queries import predecessors, tree

PAGE = 50


@dataclass(frozen=True, slots=True)
class BookRow:
    """A book in the list."""

    id: int
    unit: str
    kind: str
    period: str
    last: int
    given: int
    voided: int
    closed_at: datetime | None

    @property
    def is_whole(self) -> bool:
        """Whether every number from 1 to the last stands in the book."""
        return self.given == self.last


@dataclass(frozen=True)
class BooksPage:
    """A page of books and the key of the next."""

    rows: list[BookRow]
    next_key: str


@dataclass(frozen=True)
class BookPage:
    """A book with a page of its numbers, the last one first."""

    book: BookRow
    entries: list[tuple[NumberEntry, Borne | None]]
    """Each with what bears it: such a number is not voided here."""
    missing: list[str]
    next_key: str


def books_page(
    *, viewer: Actor, unit_id: int | None = None, kind: str = "", period: str = "", after: str = ""
) -> BooksPage:
    """Books of the units the viewer looks after, the newest first."""
    require_can_open_pages(viewer)
    found = NumberBook.objects.filter(visible_to(viewer))
    if unit_id is not None:
        found = found.filter(unit_id__in=predecessors(unit_id))
    if kind:
        found = found.filter(kind=kind)
    if period:
        found = found.filter(period__startswith=period)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return BooksPage(_rows(rows[:PAGE]), str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def _rows(books: list[NumberBook]) -> list[BookRow]:
    ids = [book.pk for book in books]
    rows = (
        NumberEntry.objects.filter(book_id__in=ids)
        .values("book_id")
        .annotate(given=Count("pk"), voided=Count("voided_at"))
    )
    counted = {row["book_id"]: (row["given"], row["voided"]) for row in rows}
    names, units = _names({book.unit_id for book in books}), tree()
    return [
        BookRow(
            id=book.pk, unit=units.path(book.unit_id) or names.get(book.unit_id, ""), kind=label_of(book.kind),
            period=book.period, last=book.last, given=counted.get(book.pk, (0, 0))[0],
            voided=counted.get(book.pk, (0, 0))[1], closed_at=book.closed_at,
        )
        for book in books
    ]  # fmt: skip


def _names(unit_ids: set[int]) -> dict[int, str]:
    """Last names of units that no longer exist."""
    gone = unit_ids - tree().nodes.keys()
    return (
        dict(UnitName.objects.filter(unit_id__in=gone).order_by("valid_from").values_list("unit_id", "name"))
        if gone
        else {}
    )


def book_page(*, viewer: Actor, book_id: int, after: str = "") -> BookPage:
    """A book with its numbers from the last to the first, and which are missing."""
    require_can_open_pages(viewer)
    book = NumberBook.objects.filter(visible_to(viewer), pk=book_id).first()
    if book is None:
        raise NotVisible
    found = NumberEntry.objects.filter(book=book)
    if after.isdecimal():
        found = found.filter(value__lt=int(after))
    entries = list(found.select_related("book").order_by("-value")[: PAGE + 1])
    row, borne = _rows([book])[0], bearers_of(book.kind, entries[:PAGE])
    missing = [] if row.is_whole else missing_numbers(book)
    shown = [(entry, borne.get(entry.pk)) for entry in entries[:PAGE]]
    return BookPage(row, shown, missing, str(entries[PAGE - 1].value) if len(entries) > PAGE else "")


def missing_numbers(book: NumberBook, most: int = 20) -> list[str]:
    """Numbers between 1 and the last that are not in the book, as far as the first twenty."""
    there = set(NumberEntry.objects.filter(book=book).values_list("value", flat=True))
    top = max(book.last, NumberEntry.objects.filter(book=book).aggregate(top=Max("value"))["top"] or 0)
    found = [str(value) for value in range(1, top + 1) if value not in there]
    return [*found[:most], "…"] if len(found) > most else found


def entry_of(*, viewer: Actor, entry_id: int) -> NumberEntry:
    """A number of a book the viewer looks after; raises NotVisible."""
    require_can_open_pages(viewer)
    entry = NumberEntry.objects.select_related("book").filter(pk=entry_id).first()
    if entry is None or not NumberBook.objects.filter(visible_to(viewer), pk=entry.book_id).exists():
        raise NotVisible
    return entry
