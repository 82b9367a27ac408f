"""Who took a register out of the system."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.domains.documents.books_incoming import BookQuery, book_rows
from congso.domains.documents.outgoing_register import open_book
from congso.foundation.audit.writing import write_action
from congso.foundation.numbering.models import NumberBook


def note_book_taken(*, actor: Actor, query: BookQuery, kind: str) -> None:
    """Note that somebody took a book as PDF or Excel. Raises NotVisible for a book they may not open."""
    with write_action("documents.take_book", actor=actor) as action:
        book_rows(actor, query)
        action.record(
            ("documents.book", f"{query.agency_id}/{query.book}/{query.year}"),
            file_kind=kind,
            agency=query.agency_id,
        )


def note_outgoing_book_taken(*, actor: Actor, book: NumberBook, kind: str) -> None:
    """The same for a book of documents going out. Raises NotVisible for a book they may not open."""
    with write_action("documents.take_book", actor=actor) as action:
        open_book(actor, book.pk)
        action.record(
            ("documents.book", f"{book.unit_id}/{book.kind}/{book.period}"), file_kind=kind, agency=book.unit_id
        )
