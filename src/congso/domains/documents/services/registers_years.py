"""Open the books of a year, close those of one that is over, note who took a register."""

from __future__ import annotations

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.errors_registers import YearNotOpenable, YearRunning, YearUnfinished
from congso.domains.documents.policies_incoming import require_can_register
from congso.domains.documents.registers.years import kinds_for, numbers_not_issued
from congso.foundation.audit.writing import write_action
from congso.foundation.numbering.models import NumberBook
from congso.foundation.numbering.services import close_book, open_books


def open_year(*, actor: Actor, agency_id: int, year: int) -> list[NumberBook]:
    """Open this year's books as the agency's rules want them (mở sổ); the next year's from December on. Raises NotAllowed, YearNotOpenable."""
    with write_action("documents.open_year", actor=actor) as action:
        require_can_register(actor, agency_id)
        today = clock.local(action.at).date()
        if year != today.year and not (year == today.year + 1 and today.month == 12):
            raise YearNotOpenable(field="year")
        made = open_books(actor=actor, unit_id=agency_id, kinds=kinds_for(agency_id, year), period=str(year))
        action.record(("documents.year", f"{agency_id}/{year}"), opened=[book.kind for book in made])
    return made


def close_year(*, actor: Actor, agency_id: int, year: int, confirmed: bool = False) -> int:
    """Close all books of a year that is over (khóa sổ); how many. Raises NotAllowed, YearRunning, YearUnfinished unless confirmed."""
    with write_action("documents.close_year", actor=actor) as action:
        require_can_register(actor, agency_id)
        if year >= clock.local(action.at).year:
            raise YearRunning(year=year)
        open_ones = list(NumberBook.objects.filter(unit_id=agency_id, period=str(year), kind__in=kinds_for(agency_id, year), closed_at=None))
        waiting = numbers_not_issued(agency_id, year)
        if waiting and not confirmed:
            raise YearUnfinished(field="confirmed", count=len(waiting))
        for book in open_ones:
            close_book(actor=actor, book_id=book.pk)
        action.record(("documents.year", f"{agency_id}/{year}"), closed=len(open_ones), not_issued=len(waiting))
    return len(open_ones)


def note_register_taken(*, actor: Actor, register: str, agency_id: int, year: int, kind: str) -> None:
    """Note that somebody took a register or the statistics as PDF or Excel."""
    with write_action("documents.take_book", actor=actor) as action:
        action.record(("documents.book", f"{agency_id}/{register}/{year}"), file_kind=kind, agency=agency_id)
