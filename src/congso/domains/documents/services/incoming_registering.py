"""Take documents in: number of the arrival book, stamp, first step of the work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Value
from django.db.models.functions import Replace, Upper
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold, nfc
from congso.domains.documents.carriers import ArrivalStep, carrier
from congso.domains.documents.enums import Direction, State, Urgency
from congso.domains.documents.errors_incoming import (
    AlreadyDistributed,
    DayAhead,
    DuplicateArrival,
    NotWaiting,
    SecretRefused,
)
from congso.domains.documents.events import ArrivalAnswered
from congso.domains.documents.incoming_process import KIND, version_of
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Channel, Document, HeldArrival, Incoming, IncomingFile, SecretStub
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import require_can_register
from congso.domains.documents.services.answering_senders import write_to_sender
from congso.domains.documents.services.machine_reading import ask_reading
from congso.domains.documents.services.reading_files import ask_reading_files
from congso.domains.documents.services.telling_urgent import tell_of_urgent
from congso.domains.documents.symbols import split_number
from congso.domains.documents.types import type_name
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.calendar.working_time import to_datetime
from congso.foundation.casework.deadlines import schedule_of
from congso.foundation.casework.errors import DateInThePast, ReasonMissing
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.casework.services import Opening, close, follow, lock_case, open_case, require_fresh
from congso.foundation.numbering.services import NumberRequest, take_numbers

BOOK, SECRET_BOOK = "incoming", "incoming-secret"


@dataclass(frozen=True)
class Arrival:
    """All that the registry clerk's screen knows of a document when it is registered."""

    key: UUID
    agency_id: int
    channel: str
    arrived_at: datetime
    number_text: str
    issued_on: date
    issuer_name: str
    subject: str
    issuer_code: str = ""
    type_code: str = ""
    signer_name: str = ""
    signer_title: str = ""
    urgency: int = Urgency.NORMAL
    secrecy: str = ""
    circulation: str = ""
    to_places: str = ""
    pages: int | None = None
    due_on: date | None = None
    dossier_code: str = ""
    note: str = ""
    duplicate_confirmed: bool = False
    held: HeldArrival | None = field(default=None, repr=False)


def register_incoming(*, actor: Actor, arrival: Arrival) -> Document:
    """Register a document in the arrival book and send it up to the leader (NĐ 30/2020, Điều 21–23).

    The same ``key`` twice gives the same document. Raises NotAllowed, SecretRefused, DayAhead, DuplicateArrival,
    DateInThePast, BookClosed, NobodyThere.
    """
    known = _registered_with(arrival)
    if known is not None and actor.may(REGISTER, arrival.agency_id):
        return known
    try:
        with write_action("documents.register_incoming", actor=actor) as action:
            require_can_register(actor, arrival.agency_id)
            _require_acceptable(action, arrival)
            document, incoming = _new_rows(action, arrival)
            _give_number(action, document, incoming, confirmed=arrival.duplicate_confirmed)
            document.case = _open(action, document, incoming)
            document.save(force_insert=True)
            incoming.save(force_insert=True)
            _keep_files(incoming, arrival.held)
            keep_entry(document)
            ask_reading(document)
            _note_registered(action, document, incoming)
            tell_of_urgent(action, document)
            write_to_sender(action, document, incoming, taken=True)
    except IntegrityError:
        known = _registered_with(arrival)  # the same form pressed twice at once
        if known is None:
            raise
        return known
    return document


def _registered_with(arrival: Arrival) -> Document | None:
    rows = Document.objects.select_related("incoming")
    return rows.filter(incoming__intake_key=arrival.key, agency_id=arrival.agency_id).first()


def _require_acceptable(action: WriteAction, arrival: Arrival) -> None:
    today = clock.local(action.at).date()
    if arrival.secrecy:
        raise SecretRefused(field="secrecy")
    if arrival.issued_on > today:
        raise DayAhead(field="issued_on")
    if arrival.arrived_at > action.at:
        raise DayAhead(field="arrived_at")
    if arrival.due_on is not None and arrival.due_on < today:
        raise DateInThePast(field="due_on")


def _new_rows(action: WriteAction, arrival: Arrival) -> tuple[Document, Incoming]:
    held = arrival.held
    document = Document(
        direction=Direction.INCOMING, state=State.RECEIVED, agency_id=arrival.agency_id, type_code=arrival.type_code,
        issued_on=arrival.issued_on, issuer_code=arrival.issuer_code, subject=nfc(arrival.subject, collapse=True)[:500],
        issuer_name=nfc(arrival.issuer_name, collapse=True)[:200], signer_name=nfc(arrival.signer_name, collapse=True)[:100],
        signer_title=nfc(arrival.signer_title, collapse=True)[:150], urgency=arrival.urgency, circulation=arrival.circulation,
        pages=arrival.pages, due_on=arrival.due_on, file=held.stored if held else None, text=held.text if held else "",
        text_by_machine=held.text_by_machine if held else False,
        created_at=action.at, created_by=action.actor.account_id, **split_number(arrival.number_text),
    )  # fmt: skip
    incoming = Incoming(
        document=document, agency_id=arrival.agency_id, arrived_at=arrival.arrived_at, channel=arrival.channel,
        sender=held.sender if held else "", to_places=nfc(arrival.to_places)[:1000], file_name=held.file_name if held else "",
        findings=held.findings if held else [], dossier_code=arrival.dossier_code, note=nfc(arrival.note)[:300],
        intake_key=arrival.key,
    )  # fmt: skip
    return document, incoming


def _give_number(action: WriteAction, document: Document, incoming: Incoming, *, confirmed: bool) -> None:
    """The next number of the year's book; the book stays locked, so nobody registers the same document meanwhile."""
    year = clock.local(action.at).year
    taken = take_numbers(
        [NumberRequest(incoming.agency_id, BOOK, str(year), width=2)], subject=str(document.pk)
    )[0]
    if not confirmed:
        require_new(document, incoming.intake_key)
    incoming.book_year, incoming.arrival_number, incoming.arrival_text = year, taken.value, taken.text
    incoming.registered_at, incoming.registered_by = action.at, action.actor.account_id
    document.search_key = search_key(document, incoming)


def search_key(document: Document, incoming: Incoming) -> str:
    """What a document is found by, folded: arrival number, number, subject, issuer, signer."""
    return fold(
        f"{incoming.arrival_text} {document.number_text} {document.subject} {document.issuer_name} {document.signer_name}"
    )


def duplicates_of(*, agency_id: int, number_text: str, issued_on: date, issuer_name: str) -> list[Document]:
    """Registered documents with the same number, day and issuer; the issuer's name is compared without tones and spaces."""
    plain = Upper(Replace("number_text", Value(" "), Value("")))
    rows = Document.objects.filter(agency_id=agency_id, direction=Direction.INCOMING, issued_on=issued_on)
    rows = rows.exclude(state__in=[State.SENT_BACK, State.WAITING, State.CANCELLED]).annotate(plain=plain)
    wanted = number_text.replace(" ", "").upper()
    issuer = fold(issuer_name)
    return [
        row for row in rows.filter(plain=wanted).select_related("incoming") if fold(row.issuer_name) == issuer
    ]


def require_new(document: Document, key: UUID) -> None:
    """Refuse what stands in the book already under another key. Raises DuplicateArrival."""
    if document.issued_on is None:
        return
    found = duplicates_of(agency_id=document.agency_id, number_text=document.number_text, issued_on=document.issued_on,
                          issuer_name=document.issuer_name)  # fmt: skip
    first = next((row for row in found if row.incoming.intake_key != key), None)
    if first is not None:
        raise DuplicateArrival(field="number_text", number=first.number_text, day=f"{first.issued_on:%d/%m/%Y}",
                               issuer=first.issuer_name, arrival=first.incoming.arrival_text)  # fmt: skip


def _open(action: WriteAction, document: Document, incoming: Incoming) -> Case:
    due_at = end_of_day(document.agency_id, document.due_on) if document.due_on else None
    return open_case(action, Opening(
        kind=KIND, title=case_title(document), subject=document.issuer_name, search_key=document.search_key,
        number=f"{incoming.arrival_text}/{incoming.book_year}", version_id=version_of(KIND), agency_id=document.agency_id,
        receiving_unit_id=document.agency_id, opened_at=action.at, due_at=due_at, is_promise=False, first_is_done=True,
        public=False, facts={"urgency": document.urgency}, event="registered",
    ))  # fmt: skip


def case_title(document: Document) -> str:
    """What the inbox calls the work on it."""
    return f"{type_name(document.type_code)} {document.number_text}: {document.subject}"[:500]


def end_of_day(unit_id: int, day: date) -> datetime:
    """The close of the unit's working hours on a day, or on the next working day when it does not work then."""
    schedule = schedule_of(unit_id, clock.now())
    return to_datetime(schedule.close_of(schedule.add_working_days(day, 0).toordinal()))


def _keep_files(incoming: Incoming, held: HeldArrival | None) -> None:
    if held is not None:
        IncomingFile.objects.bulk_create(
            IncomingFile(incoming=incoming, stored_id=sha256, name=name) for sha256, name in held.others
        )
        if held.others:
            ask_reading_files(incoming.pk)


def _note_registered(action: WriteAction, document: Document, incoming: Incoming) -> None:
    action.record(document, number=document.number_text, arrival=incoming.arrival_text, year=incoming.book_year,
                  agency=incoming.agency_id, channel=incoming.channel)  # fmt: skip


def register_waiting(*, actor: Actor, document_id: UUID, duplicate_confirmed: bool = False) -> Document:
    """Register by one press what another agency of the same system, or the exchange, brought (chờ đăng ký).

    Raises NotVisible, NotAllowed, NotWaiting, DuplicateArrival when the same document is in the book already, perhaps on paper.
    """
    with write_action("documents.register_waiting", actor=actor) as action:
        document, incoming = lock_document(document_id)
        require_can_register(actor, document.agency_id)
        if document.state != State.WAITING:
            raise NotWaiting
        _give_number(action, document, incoming, confirmed=duplicate_confirmed)
        document.state, document.case = State.RECEIVED, _open(action, document, incoming)
        document.save(update_fields=["state", "case", "search_key"])
        incoming.save(
            update_fields=["book_year", "arrival_number", "arrival_text", "registered_at", "registered_by"]
        )
        keep_entry(document)
        ask_reading(document)
        _note_registered(action, document, incoming)
        tell_of_urgent(action, document)
        if IncomingFile.objects.filter(incoming=incoming).exists():
            ask_reading_files(document.pk)
        _tell_sender(action, document, incoming, taken=True)
    return document


def tell_carrier(action: WriteAction, document: Document, incoming: Incoming, step: ArrivalStep, note: str) -> None:
    """Inside the open action: have the sender told how far its document has come, over the exchange or inside the system."""
    way_out = carrier()
    if way_out is not None and incoming.channel == Channel.EXCHANGE:
        way_out.arrival_moved(action, document, step, note)
    if incoming.source_document_id is not None:
        is_refused = step == ArrivalStep.REFUSED
        action.publish(ArrivalAnswered(
            str(incoming.source_document_id), incoming.agency_id, not is_refused, note if is_refused else "", str(step),
            action.actor.name, action.at.isoformat(),
        ))  # fmt: skip


def _tell_sender(action: WriteAction, document: Document, incoming: Incoming, *, taken: bool) -> None:
    """The sender hears the same day whether it was taken in (NĐ 30/2020, Điều 21)."""
    step, note = (ArrivalStep.REGISTERED, str(_("Số đến %(number)s") % {"number": incoming.arrival_text})) if taken else (ArrivalStep.REFUSED, incoming.sent_back_reason)
    tell_carrier(action, document, incoming, step, note)


def lock_document(document_id: UUID) -> tuple[Document, Incoming]:
    """The document and its arrival, locked; raises NotVisible."""
    rows = Document.objects.select_for_update(no_key=True, of=("self",)).filter(direction=Direction.INCOMING)
    document = rows.select_related("incoming").filter(pk=document_id).first()
    if document is None:
        raise NotVisible
    return document, document.incoming


def send_back(*, actor: Actor, document_id: UUID, seen_seq: int | None = None, reason: str) -> Document:
    """Send a document back to who sent it: wrong address, not intact, without authority (NĐ 30/2020, Điều 21).

    Its arrival number, if it has one, stays in the book with the reason. Raises NotAllowed, ReasonMissing,
    AlreadyDistributed, NotWaiting.
    """
    with write_action("documents.send_arrival_back", actor=actor) as action:
        document, incoming = lock_document(document_id)
        require_can_register(actor, document.agency_id)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        if document.state in {State.IN_WORK, State.DONE}:
            raise AlreadyDistributed
        if document.state not in {State.WAITING, State.RECEIVED}:
            raise NotWaiting
        if document.case_id is not None:
            case = lock_case(document.case_id)
            require_fresh(case, seen_seq)
            if case.state != CaseState.CLOSED:
                close(action, case, outcome="sent_back", name="sent_back", note=reason, public=False)
                keep_entry(document)
        document.state, incoming.sent_back_reason = State.SENT_BACK, nfc(reason.strip())
        document.save(update_fields=["state"])
        incoming.save(update_fields=["sent_back_reason"])
        _tell_sender(action, document, incoming, taken=False)
        write_to_sender(action, document, incoming, taken=False)
        action.record(document, number=document.number_text, reason=incoming.sent_back_reason)
    return document


def submit_again(*, actor: Actor, document_id: UUID, seen_seq: int | None, note: str = "") -> Document:
    """Send up once more what the leader gave back to the registry clerk. Raises what the engine raises."""
    with write_action("documents.submit_again", actor=actor) as action:
        document, _incoming = lock_document(document_id)
        if document.case_id is None:
            raise NotVisible
        case = lock_case(document.case_id)
        require_fresh(case, seen_seq)
        follow(action, case, way_code="forward", note=note)
    return document


@dataclass(frozen=True)
class StubIn:
    """What may be said of a secret document: number, day, grade, who holds it."""

    key: UUID
    agency_id: int
    grade: str
    number_text: str
    issued_on: date
    arrived_on: date
    holder_name: str


def register_stub(*, actor: Actor, stub: StubIn) -> SecretStub:
    """Note that a document of state-secret grade came and who holds it; no subject, no file (Luật Bảo vệ bí mật nhà nước).

    It has a number sequence of its own. The same ``key`` twice gives the same line. Raises NotAllowed, DayAhead.
    """
    known = SecretStub.objects.filter(intake_key=stub.key, agency_id=stub.agency_id).first()
    if known is not None:
        return known
    with write_action("documents.register_stub", actor=actor) as action:
        require_can_register(actor, stub.agency_id)
        today = clock.local(action.at).date()
        for name in ("issued_on", "arrived_on"):
            if getattr(stub, name) > today:
                raise DayAhead(field=name)
        year = today.year
        taken = take_numbers([NumberRequest(stub.agency_id, SECRET_BOOK, str(year), width=2)], subject="")[0]
        row = SecretStub.objects.create(
            agency_id=stub.agency_id, book_year=year, arrival_number=taken.value, arrived_on=stub.arrived_on, grade=stub.grade,
            number_text=nfc(stub.number_text.strip()), issued_on=stub.issued_on, holder_name=nfc(stub.holder_name.strip()),
            registered_by=actor.account_id, registered_at=action.at, intake_key=stub.key,
        )  # fmt: skip
        action.record(row, arrival=taken.text, year=year, agency=stub.agency_id)
    return row
