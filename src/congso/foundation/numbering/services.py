"""Take and void numbers.

A number is taken in the transaction of the thing it belongs to: the book's row stays locked until the commit,
so a rollback gives the number back and two writers never get the same one. Take numbers late in the
transaction, because the book's other writers wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotAllowed, NotVisible
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.database.prepared import fetch
from congso.foundation.numbering.keeping import bearers_of, keeper_of
from congso.foundation.numbering.models import NumberBook, NumberEntry


class BookClosed(Conflict):
    """The book of that period was closed; no number can be taken any more."""

    code = "number_book_closed"
    message = _("Sổ %(kind)s kỳ %(period)s đã khóa, không cấp thêm số được.")


class NumberBorne(Conflict):
    """Something still bears the number; it is given up where that thing is cancelled, not in the book."""

    code = "number_borne"
    message = _("Số %(number)s đang là số của %(what)s nên không hủy trong sổ được. %(advice)s")


@dataclass(frozen=True)
class NumberRequest:
    """Which book a number is wanted from and how it is written: prefix, at least ``width`` digits, suffix."""

    unit_id: int
    kind: str
    period: str
    prefix: str = ""
    width: int = 1
    suffix: str = ""


@dataclass(frozen=True)
class TakenNumber:
    """A number just taken."""

    value: int
    text: str


_TAKE = """
WITH wanted(place, unit_id, kind, period, prefix, width, suffix) AS (VALUES {rows}),
counted AS (
    INSERT INTO numbering_numberbook AS book (unit_id, kind, period, last)
    SELECT unit_id, kind, period, 1 FROM wanted ORDER BY unit_id, kind, period
    ON CONFLICT (unit_id, kind, period) DO UPDATE SET last = book.last + 1 WHERE book.closed_at IS NULL
    RETURNING book.id, book.unit_id, book.kind, book.period, book.last)
INSERT INTO numbering_numberentry (book_id, value, text, subject, void_reason)
SELECT counted.id, counted.last,
       wanted.prefix || repeat('0', greatest(wanted.width - length(counted.last::text), 0)) || counted.last
           || wanted.suffix, %s::text, ''
FROM wanted JOIN counted USING (unit_id, kind, period) ORDER BY wanted.place
RETURNING value, text
"""
_ROW = "(%s::int, %s::bigint, %s::text, %s::text, %s::text, %s::int, %s::text)"


def take_numbers(requests: Sequence[NumberRequest], *, subject: str) -> list[TakenNumber]:
    """Take one number from each book, in one statement, inside the open transaction.

    Raises BookClosed when a book gives no more numbers. The requests must name different books.
    """
    values: list[Any] = []
    for place, wanted in enumerate(requests):
        values += [place, wanted.unit_id, wanted.kind, wanted.period, wanted.prefix, wanted.width, wanted.suffix]
    rows = fetch(_TAKE.format(rows=", ".join([_ROW] * len(requests))), [*values, subject])
    taken = [TakenNumber(*row) for row in rows]
    if len(taken) != len(requests):
        raise _closed_one(requests)
    return taken


def _closed_one(requests: Sequence[NumberRequest]) -> BookClosed:
    """The refusal of the first of the books that is closed."""
    for wanted in requests:
        books = NumberBook.objects.filter(unit_id=wanted.unit_id, kind=wanted.kind, period=wanted.period)
        if books.exclude(closed_at=None).exists():
            return BookClosed(kind=wanted.kind, period=wanted.period)
    return BookClosed(kind=requests[0].kind, period=requests[0].period)


def void_number(*, actor: Actor, entry_id: int, reason: str) -> NumberEntry:
    """Void a number (hủy số): it stays in the book with its reason and is never given again.

    One that was only reserved is taken from what it was reserved for. Raises NotAllowed, InvalidInput, Conflict, and
    NumberBorne for the number of a document, an arrival, a dossier … that still bears it.
    """
    with write_action("numbering.void_number", actor=actor) as action:
        entry = _held_entry(entry_id)
        if not actor.may("numbering.manage", entry.book.unit_id):
            raise NotAllowed
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do hủy số."))
        if entry.voided_at is not None:
            raise Conflict
        borne = bearers_of(entry.book.kind, [entry]).get(entry.pk)
        if borne is not None:
            raise NumberBorne(number=entry.text, what=borne.what, advice=borne.advice)
        keeper = keeper_of(entry.book.kind)
        if keeper is not None:
            keeper.let_go(action, entry, reason.strip())
        put_void(action, entry, reason)
    return entry


def put_void(action: WriteAction, entry: NumberEntry, reason: str) -> None:
    """Inside the action that gives up the thing which bore the number: it stays in the book, void, with the reason."""
    entry.voided_at, entry.void_reason = action.at, reason.strip()[:300]
    entry.save(update_fields=["voided_at", "void_reason"])
    action.record(entry, number=entry.text, reason=entry.void_reason)


def _held_entry(entry_id: int) -> NumberEntry:
    """The number locked, behind the thing it was given to; raises NotVisible."""
    found = NumberEntry.objects.select_related("book").filter(pk=entry_id).first()
    if found is None:
        raise NotVisible
    keeper = keeper_of(found.book.kind)
    if keeper is not None:
        keeper.hold(found)
    return NumberEntry.objects.select_for_update(of=("self",)).select_related("book").get(pk=entry_id)


def close_books_of(*, actor: Actor, unit_ids: Iterable[int], reason: str) -> int:
    """Close all open books of units that are no more (khóa sổ của đơn vị đã kết thúc); how many.

    Numbers already given stay as they are. Raises NotAllowed. May run twice.
    """
    ids = list(unit_ids)
    if not NumberBook.objects.filter(unit_id__in=ids, closed_at=None).exists():
        return 0
    with write_action("numbering.close_books_of", actor=actor) as action:
        if not all(actor.may("numbering.manage", unit_id) for unit_id in ids):
            raise NotAllowed
        rows = NumberBook.objects.select_for_update().filter(unit_id__in=ids, closed_at=None)
        books = list(rows.order_by("pk"))
        NumberBook.objects.filter(pk__in=[book.pk for book in books]).update(closed_at=action.at)
        for book in books:
            action.record(book, kind=book.kind, period=book.period, last=book.last, reason=reason)
        if not books:
            action.record(("numbering.numberbook", "*"), reason=reason)
    return len(books)


def open_books(*, actor: Actor, unit_id: int, kinds: Iterable[str], period: str) -> list[NumberBook]:
    """Open a unit's books of a period before the first number is taken (mở sổ); those that are open stay as they are.

    Raises NotAllowed.
    """
    with write_action("numbering.open_books", actor=actor) as action:
        if not actor.may("numbering.manage", unit_id):
            raise NotAllowed
        books = []
        for kind in dict.fromkeys(kinds):
            book, made = NumberBook.objects.get_or_create(unit_id=unit_id, kind=kind, period=period)
            if made:
                action.record(book, kind=kind, period=period)
                books.append(book)
        if not books:
            action.record(("numbering.numberbook", f"{unit_id}/*/{period}"), opened=0)
    return books


def close_book(*, actor: Actor, book_id: int) -> NumberBook:
    """Close a book at the end of its period (khóa sổ)."""
    with write_action("numbering.close_book", actor=actor) as action:
        book = NumberBook.objects.select_for_update().filter(pk=book_id).first()
        if book is None:
            raise NotVisible
        if not actor.may("numbering.manage", book.unit_id):
            raise NotAllowed
        if book.closed_at is not None:
            raise BookClosed(kind=book.kind, period=book.period)
        book.closed_at = action.at
        book.save(update_fields=["closed_at"])
        action.record(book, kind=book.kind, period=book.period, last=book.last)
    return book
