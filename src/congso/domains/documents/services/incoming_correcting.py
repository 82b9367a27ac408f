"""Put a registered arrival right: correct its line, bring further files, void it. The number stays what it was and is never given again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents.enums import State
from congso.domains.documents.errors_incoming import DayAhead, NothingChanged, NotOnTheBooks, SecretRefused
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import ArrivalCorrection, Channel, Document, Incoming, IncomingFile
from congso.domains.documents.policies_incoming import require_can_register
from congso.domains.documents.services.incoming_exchanged import end_arrival
from congso.domains.documents.services.incoming_holding import Brought, read_files
from congso.domains.documents.services.incoming_registering import (
    BOOK,
    case_title,
    lock_document,
    require_new,
    search_key,
)
from congso.domains.documents.services.machine_reading import ask_reading
from congso.domains.documents.services.reading_files import ask_reading_files
from congso.domains.documents.symbols import split_number
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import CaseState
from congso.foundation.casework.services import Happening, lock_case, note_event, require_fresh
from congso.foundation.files.uploads import Upload
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.numbering.services import put_void

ON_THE_BOOKS = frozenset({State.RECEIVED, State.IN_WORK, State.DONE})
"""States of an arrival whose line may be put right."""
_OF_THE_CLERK = ("arrived_at", "dossier_code", "note")
"""What the registry itself wrote; the rest of what came by a system is its sender's word."""
_LONGEST = {"issuer_name": 200, "subject": 500, "signer_name": 100, "signer_title": 150, "to_places": 1000, "note": 300, "dossier_code": 40}


@dataclass(frozen=True)
class Line:
    """The line of the arrival book as it should stand."""

    number_text: str
    issued_on: date | None
    issuer_name: str
    subject: str
    arrived_at: datetime
    type_code: str = ""
    signer_name: str = ""
    signer_title: str = ""
    urgency: int = 0
    to_places: str = ""
    pages: int | None = None
    due_on: date | None = None
    dossier_code: str = ""
    note: str = ""

    @classmethod
    def of(cls, document: Document, incoming: Incoming) -> Line:
        """As it stands."""
        own = {"arrived_at", "to_places", "dossier_code", "note"}
        return cls(**{name: getattr(incoming if name in own else document, name) for name in cls.__dataclass_fields__})


def may_correct_all(incoming: Incoming) -> bool:
    """Whether the whole line was typed here; what came by a system bears its sender's own data."""
    return incoming.channel in {Channel.PAPER, Channel.EMAIL}


def correct_arrival(
    *, actor: Actor, document_id: UUID, line: Line, reason: str, duplicate_confirmed: bool = False
) -> Document:
    """Correct the line of a registered arrival, with the reason; what stood there is kept and shown (sửa đăng ký).

    Raises NotAllowed, ReasonMissing, NotOnTheBooks, NothingChanged, DayAhead, DuplicateArrival.
    """
    with write_action("documents.correct_arrival", actor=actor) as action:
        document, incoming = _registered(actor, document_id)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        before = Line.of(document, incoming)
        changes = _changes(before, line, whole=may_correct_all(incoming))
        if not changes:
            raise NothingChanged
        _require_past(action, changes)
        _put(document, incoming, changes)
        if not duplicate_confirmed and {"number_text", "issued_on", "issuer_name"} & changes.keys():
            require_new(document, incoming.intake_key)
        document.search_key = search_key(document, incoming)
        document.save()
        incoming.save()
        _keep(action, document, incoming, before, changes, nfc(reason.strip())[:500])
    return document


def _registered(actor: Actor, document_id: UUID) -> tuple[Document, Incoming]:
    """A document of the arrival book, locked, for its registry; raises NotVisible, NotAllowed, NotOnTheBooks."""
    document, incoming = lock_document(document_id)
    require_can_register(actor, document.agency_id)
    if incoming.arrival_number is None or document.state not in ON_THE_BOOKS:
        raise NotOnTheBooks
    incoming.document = document
    return document, incoming


def _changes(before: Line, line: Line, *, whole: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in asdict(line).items():
        wanted = nfc(value, collapse=name != "to_places").strip()[: _LONGEST.get(name, 60)] if isinstance(value, str) else value
        if wanted != getattr(before, name) and (whole or name in _OF_THE_CLERK):
            found[name] = wanted
    if "arrived_at" in found and _minute(found["arrived_at"]) == _minute(before.arrived_at):
        del found["arrived_at"]
    if "number_text" in found and split_number(found["number_text"])["number_text"] == before.number_text:
        del found["number_text"]
    return found


def _minute(at: datetime) -> datetime:
    """As exact as the box of the form is."""
    return at.replace(second=0, microsecond=0)


def _require_past(action: WriteAction, changes: dict[str, Any]) -> None:
    if "issued_on" in changes and changes["issued_on"] is not None and changes["issued_on"] > action.at.date():
        raise DayAhead(field="issued_on")
    if "arrived_at" in changes and changes["arrived_at"] > action.at:
        raise DayAhead(field="arrived_at")
    for name in ("number_text", "issuer_name", "subject"):
        if name in changes and not changes[name]:
            raise InvalidInput(field=name, reason=_("không để trống được."))


def _put(document: Document, incoming: Incoming, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        if name == "number_text":
            for part, said in split_number(value).items():
                setattr(document, part, said)
        else:
            setattr(incoming if name in {"arrived_at", "to_places", "dossier_code", "note"} else document, name, value)


def _keep(action: WriteAction, document: Document, incoming: Incoming, before: Line, changes: dict[str, Any], reason: str) -> None:
    triples = [(name, _shown(getattr(before, name)), _shown(value)) for name, value in changes.items()]
    ArrivalCorrection.objects.create(
        incoming=incoming, at=action.at, by=action.actor.account_id, by_name=action.actor.name, reason=reason, changes=triples
    )
    if document.case_id is not None:
        case = lock_case(document.case_id)
        case.title, case.subject, case.search_key = case_title(document), document.issuer_name, document.search_key
        case.save(update_fields=["title", "subject", "search_key"])
        if case.state == CaseState.OPEN:
            note_event(action, case, Happening("corrected", note=reason))
    keep_entry(document)
    action.record(document, arrival=incoming.arrival_text, changes=triples, reason=reason)


def _shown(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


_SENDERS = ("subject", "type_code", "signer_name", "signer_title", "urgency", "to_places", "pages", "due_on")
"""Words of the heading that a sender may correct later; number, day and issuer are what a document is known by."""


def differing_words(document: Document, words: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Where a sender's words are others than those kept here: field, ours, theirs. What the sender does not say is no change."""
    before = Line.of(document, document.incoming)
    said = Line(**(asdict(before) | {name: value for name, value in words.items() if name in _SENDERS and value not in (None, "")}))
    return [(name, _shown(getattr(before, name)), _shown(value)) for name, value in _changes(before, said, whole=True).items()]


def put_senders_words(action: WriteAction, document_id: UUID, changes: Sequence[Sequence[str]], reason: str) -> Document:
    """Inside the open action: words that the sender corrected and the registry agreed to; what stood there is kept and shown."""
    document, incoming = lock_document(document_id)
    incoming.document = document
    before = Line.of(document, incoming)
    wanted = {name: _read(name, new) for name, _old, new in changes if name in _SENDERS}
    kept = {name: value for name, value in wanted.items() if value != getattr(before, name)}
    _put(document, incoming, kept)
    document.search_key = search_key(document, incoming)
    document.save()
    incoming.save()
    _keep(action, document, incoming, before, kept, nfc(reason.strip())[:500])
    return document


def _read(name: str, shown: str) -> Any:
    if name == "due_on":
        return date.fromisoformat(shown)
    return int(shown) if name in {"urgency", "pages"} else shown


def add_files(*, actor: Actor, document_id: UUID, uploads: Sequence[Upload]) -> Document:
    """Bring scans or files for a registered arrival: the first is the document itself when it has none, the others go with it.

    Raises NotAllowed, NotOnTheBooks, InvalidInput without any, FileRefused, FileInfected, SecretRefused before anything is kept.
    """
    brought = read_files(uploads)
    with write_action("documents.add_arrival_files", actor=actor) as action:
        document, incoming = _registered(actor, document_id)
        if not brought:
            raise InvalidInput(field="uploads", reason=_("chưa chọn tệp nào."))
        if any(each.is_secret for each in brought):
            raise SecretRefused(field="uploads")
        rest = list(brought)
        if document.file_id is None:
            _put_main(document, incoming, rest.pop(0))
        stored = [(each.store(), each.name) for each in rest]
        IncomingFile.objects.bulk_create(IncomingFile(incoming=incoming, stored=file, name=name) for file, name in stored)
        ask_reading_files(document.pk)
        action.record(document, arrival=incoming.arrival_text, files=[each.name for each in brought])
    return document


def _put_main(document: Document, incoming: Incoming, brought: Brought) -> None:
    document.file, document.text, document.text_by_machine = brought.store(), brought.words.text, brought.words.by_machine
    document.pages = document.pages or brought.pages
    document.save(update_fields=["file", "text", "text_by_machine", "pages"])
    incoming.file_name, incoming.findings = brought.name, brought.findings
    incoming.save(update_fields=["file_name", "findings"])
    keep_entry(document)
    ask_reading(document)


def void_arrival(*, actor: Actor, document_id: UUID, seen_seq: int | None, reason: str) -> Document:
    """Void the registration of an arrival (hủy đăng ký): its line stays in the register with the reason, its number is void.

    What was answered or done stays; what should not have come is sent back instead. Raises NotAllowed, ReasonMissing,
    NotOnTheBooks, CaseMoved.
    """
    with write_action("documents.void_arrival", actor=actor) as action:
        document, incoming = _registered(actor, document_id)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        if document.state == State.DONE:
            raise NotOnTheBooks
        if document.case_id is not None:
            require_fresh(lock_case(document.case_id), seen_seq)
        said = nfc(reason.strip())[:300]
        end_arrival(action, document_id, state=State.CANCELLED, reason=said)
        incoming.void_reason = said
        incoming.save(update_fields=["void_reason"])
        book = {"book__unit_id": incoming.agency_id, "book__kind": BOOK, "book__period": str(incoming.book_year)}
        for entry in NumberEntry.objects.select_for_update(of=("self",)).filter(**book, value=incoming.arrival_number or 0):
            put_void(action, entry, said)
        action.record(incoming, arrival=incoming.arrival_text, year=incoming.book_year, reason=said)
    document.refresh_from_db()
    return document
