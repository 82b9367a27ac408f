"""Numbers under many writers: no gap, no repeat; closed books give none; voided numbers stay."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import Conflict, InvalidInput, NotAllowed
from congso.foundation.audit.models import AuditEntry
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.numbering.services import (
    BookClosed,
    NumberRequest,
    close_book,
    take_numbers,
    void_number,
)

WRITERS, TURNS = 16, 12
KEEPER = Actor(account_id=7, name="Văn thư", grants={"numbering.manage": EVERYWHERE})
NOBODY = Actor(account_id=8, name="Người khác")
BOOK = NumberRequest(unit_id=1, kind="den", period="2026", prefix="A-", width=3, suffix="/X")


class Undone(Exception):
    """The rest of the transaction failed."""


def at_once(work: Callable[[int], list[int]]) -> list[int]:
    """All writers begin together; the values they kept."""
    gate = Barrier(WRITERS)

    def one(writer: int) -> list[int]:
        try:
            gate.wait()
            return work(writer)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return [value for kept in pool.map(one, range(WRITERS)) for value in kept]


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_with_failures_leave_no_gap_and_no_repeat() -> None:
    def work(writer: int) -> list[int]:
        rng, kept = random.Random(writer), []
        for turn in range(TURNS):
            try:
                with transaction.atomic():
                    taken = take_numbers([BOOK], subject=f"{writer}-{turn}")[0]
                    if rng.random() < 0.4:
                        raise Undone
            except Undone:
                continue
            kept.append(taken.value)
        return kept

    kept = at_once(work)

    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert list(NumberEntry.objects.order_by("value").values_list("value", flat=True)) == sorted(kept)
    assert NumberBook.objects.get().last == len(kept)
    assert NumberEntry.objects.get(value=7).text == "A-007/X"


@pytest.mark.django_db(transaction=True)
def test_writers_of_two_books_in_either_order_do_not_wait_for_each_other_for_ever() -> None:
    other = NumberRequest(unit_id=2, kind="den", period="2026")

    def work(writer: int) -> list[int]:
        kept = []
        for turn in range(TURNS // 2):
            asked = [BOOK, other] if (writer + turn) % 2 else [other, BOOK]
            with transaction.atomic():
                taken = take_numbers(asked, subject=f"{writer}")
            assert taken[asked.index(BOOK)].text.startswith("A-")
            kept.append(taken[asked.index(other)].value)
        return kept

    kept = at_once(work)

    assert sorted(kept) == list(range(1, WRITERS * (TURNS // 2) + 1))
    assert [book.last for book in NumberBook.objects.all()] == [len(kept), len(kept)]


@pytest.mark.django_db
def test_a_closed_book_gives_no_number_and_is_named() -> None:
    first = take_numbers([BOOK], subject="a")[0]
    book = NumberBook.objects.get()
    close_book(actor=KEEPER, book_id=book.pk)
    open_book = NumberRequest(unit_id=1, kind="di", period="2026")

    with pytest.raises(BookClosed, match="Sổ den kỳ 2026"), transaction.atomic():
        take_numbers([open_book, BOOK], subject="b")

    book.refresh_from_db()
    assert (first.value, book.last, NumberEntry.objects.count()) == (1, 1, 1)
    assert not NumberBook.objects.filter(kind="di").exists()
    with pytest.raises(BookClosed):
        close_book(actor=KEEPER, book_id=book.pk)
    with pytest.raises(NotAllowed):
        close_book(actor=NOBODY, book_id=book.pk)


@pytest.mark.django_db
def test_a_voided_number_stays_with_its_reason_and_is_never_given_again() -> None:
    take_numbers([BOOK], subject="a")
    entry = NumberEntry.objects.get()

    void_number(actor=KEEPER, entry_id=entry.pk, reason="  Ghi nhầm  ")

    entry.refresh_from_db()
    assert (entry.value, entry.void_reason, entry.voided_at is not None) == (1, "Ghi nhầm", True)
    assert take_numbers([BOOK], subject="b")[0].value == 2
    with pytest.raises(Conflict):
        void_number(actor=KEEPER, entry_id=entry.pk, reason="Lần nữa")


@pytest.mark.django_db
@pytest.mark.parametrize(("actor", "reason", "error"), [(KEEPER, " ", InvalidInput), (NOBODY, "Ghi nhầm", NotAllowed)])
def test_a_number_is_not_voided_without_a_reason_or_a_right(actor: Actor, reason: str, error: type[Exception]) -> None:
    take_numbers([BOOK], subject="a")
    entry = NumberEntry.objects.get()

    with pytest.raises(error):
        void_number(actor=actor, entry_id=entry.pk, reason=reason)

    entry.refresh_from_db()
    assert entry.voided_at is None
    assert AuditEntry.objects.get(action="numbering.void_number").outcome == "refused"
