"""Give outgoing documents their numbers, keep them in order of days, void them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.enums import State
from congso.domains.documents.errors_outgoing import DateNotOpen, NotReady, ReservedDayNotOpen
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.layout import number_text
from congso.domains.documents.models import DocumentNumber, Outgoing, OutgoingFile, SecondSigner, SymbolRule
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.services.outgoing_common import (
    case_of,
    case_words,
    lock_outgoing,
    search_key_of,
)
from congso.domains.documents.services.outgoing_opinions import end_opinions
from congso.domains.documents.symbols import book_of, symbol_of
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.services import Happening, close, note_event
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.numbering.services import NumberRequest, put_void, take_numbers


def take_number(action: WriteAction, outgoing: Outgoing, on: date) -> DocumentNumber:
    """The next number of the book for this document, with its day, inside the open action; its own one if it has one.

    Raises DateNotOpen for a day before the last number's or after today, BookClosed.
    """
    document = outgoing.document
    kept = DocumentNumber.objects.select_related("entry").filter(document=document, released_at=None).first()
    if kept is not None and kept.entry.voided_at is None:
        _write(outgoing, kept)
        return kept
    if kept is not None:  # it was voided in the book
        kept.released_at = action.at
        kept.save(update_fields=["released_at"])
    symbol = symbol_of(document.type_code, document.agency_id, outgoing.unit_id, on)
    kind, period = book_of(document.type_code, document.agency_id, on), str(on.year)
    request = NumberRequest(document.agency_id, kind, period, width=2, suffix=f"/{symbol}")
    taken = take_numbers([request], subject=str(document.pk))[0]
    entry = NumberEntry.objects.get(
        book__unit_id=document.agency_id, book__kind=kind, book__period=period, value=taken.value
    )
    last = DocumentNumber.objects.filter(entry__book_id=entry.book_id).aggregate(day=Max("on"))["day"]
    if on > clock.local(action.at).date() or (last is not None and on < last):
        raise DateNotOpen(field="on", last=taken.value - 1, day=f"{last or on:%d/%m/%Y}")
    number = DocumentNumber.objects.create(
        entry=entry,
        document=document,
        on=on,
        symbol=symbol,
        taken_by=action.actor.account_id,
        taken_at=action.at,
    )
    _write(outgoing, number)
    action.record(document, number=document.number_text, on=on, book=kind)
    return number


def require_number(outgoing: Outgoing) -> None:
    """Refuse to sign, seal or issue under a number that was voided in its book. Raises NotReady."""
    valid = DocumentNumber.objects.filter(document=outgoing.document, released_at=None, entry__voided_at=None)
    if not valid.exists():
        raise NotReady(subject=outgoing.document.subject, reason=_("số của văn bản đã bị hủy trong sổ; hãy hủy văn bản này và lập lại"))


def _write(outgoing: Outgoing, number: DocumentNumber) -> None:
    """Put number and day into the document and its line in the inbox."""
    document, case = outgoing.document, case_of(outgoing)
    document.number, document.symbol, document.issued_on = number.entry.value, number.symbol, number.on
    document.number_text = number_text(document.number, document.symbol)
    document.search_key = search_key_of(document)
    document.save(update_fields=["number", "symbol", "issued_on", "number_text", "search_key"])
    keep_entry(document)
    for name, value in case_words(document).items():
        setattr(case, name, value)
    case.save(update_fields=["number", "title", "search_key"])


def release_number(action: WriteAction, outgoing: Outgoing, reason: str) -> None:
    """Take the number from a document that was not issued; it stays voided in the book with the reason (Điều 15)."""
    number = (
        DocumentNumber.objects.select_related("entry")
        .filter(document=outgoing.document, released_at=None)
        .first()
    )
    if number is None:
        return
    entry, document, case = number.entry, outgoing.document, case_of(outgoing)
    put_void(action, entry, reason)
    number.released_at = action.at
    number.save(update_fields=["released_at"])
    document.number = document.issued_on = None
    document.number_text = ""
    document.search_key = search_key_of(document)
    document.file = outgoing.prepared = None
    outgoing.fields, outgoing.signed_at = [], None
    SecondSigner.objects.filter(pk=outgoing.pk).update(signed_at=None, certificate={})
    OutgoingFile.objects.filter(outgoing=outgoing, removed_at=None).update(prepared=None, field={}, file=None)
    outgoing.save(update_fields=["prepared", "fields", "signed_at"])
    document.save(update_fields=["number", "issued_on", "number_text", "search_key", "file"])
    keep_entry(document)
    case.number = case_words(document)["number"]
    case.save(update_fields=["number"])
    action.record(entry, number=entry.text, reason=reason)


def reserve_number(
    *, actor: Actor, document_id: UUID, seen_seq: int | None, on: date | None = None
) -> DocumentNumber:
    """Keep a number for a document before it is signed (giữ số): for today, or for the working day before when no later
    number was given (a paper is numbered at the latest the next working day, NĐ 30/2020, Điều 15).

    Raises NotAllowed, ReservedDayNotOpen, DateNotOpen, NotReady for one that is signed already.
    """
    with write_action("documents.reserve_number", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        require_registry(actor, outgoing.document.agency_id)
        if outgoing.document.state != State.DRAFT:
            raise NotReady(subject=outgoing.document.subject, reason=outgoing.document.get_state_display())
        today = clock.local(action.at).date()
        require_near(outgoing.document.agency_id, on or today, today)
        number = take_number(action, outgoing, on or today)
        note_event(
            action, case_of(outgoing), Happening("numbered", data={"number": outgoing.document.number_text})
        )
    return number


def require_near(agency_id: int, on: date, today: date) -> None:
    """Not dated back by an empty or quiet book, nor into the book of another year. Raises ReservedDayNotOpen."""
    before = schedule_for(agency_id, today).add_working_days(today, -1)
    if on.year != today.year or on > today or on < before:
        first = before if before.year == today.year else today
        raise ReservedDayNotOpen(field="on", first=f"{first:%d/%m/%Y}", last=f"{today:%d/%m/%Y}")


def cancel_document(*, actor: Actor, document_id: UUID, seen_seq: int | None, reason: str) -> Outgoing:
    """Give a document up before it is issued (hủy); its number, if it has one, stays voided in the book.

    Its drafter may while nothing is numbered, the registry until it is issued. Raises ReasonMissing, NotAllowed, NotReady.
    """
    with write_action("documents.cancel_document", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document = outgoing.document
        own = (
            outgoing.drafter_id in actor.accounts
            and document.state == State.DRAFT
            and document.number is None
        )
        if not own:
            require_registry(actor, document.agency_id)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        if document.state not in {State.DRAFT, State.SIGNING}:
            raise NotReady(subject=document.subject, reason=document.get_state_display())
        release_number(action, outgoing, nfc(reason.strip()))
        end_opinions(action, outgoing, reason)
        document.state = State.CANCELLED
        document.save(update_fields=["state"])
        close(action, case_of(outgoing), outcome="cancelled", name="cancelled", note=reason, public=False)
        keep_entry(document)
    return outgoing


def set_symbol_rule(
    *, actor: Actor, unit_id: int, abbreviation: str, one_book: bool, valid_from: date, with_code: bool = False, source: str = ""
) -> SymbolRule:
    """Say how a unit is written in symbols, and whether its documents share one book and bear a code, from a day on. Raises NotAllowed."""
    with write_action("documents.set_symbol_rule", actor=actor) as action:
        require_registry(actor, unit_id)
        rule, _made = SymbolRule.objects.update_or_create(
            unit_id=unit_id, valid_from=valid_from,
            defaults={"abbreviation": nfc(abbreviation.strip()), "one_book": one_book, "with_code": with_code, "source": nfc(source.strip())},
        )  # fmt: skip
        action.record(
            rule, unit=unit_id, abbreviation=rule.abbreviation, one_book=one_book, with_code=with_code, valid_from=valid_from
        )
    return rule
