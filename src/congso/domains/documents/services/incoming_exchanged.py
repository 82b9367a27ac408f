"""What comes over the exchange: put before the registry clerk, recalled by its sender, replaced by a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from congso.core import clock
from congso.core.errors import NotVisible
from congso.core.text import fold, nfc
from congso.domains.documents.enums import Direction, RelationKind, State, Urgency
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Assignment, Channel, Document, Incoming, IncomingFile, Relation
from congso.domains.documents.queries_files import going_along
from congso.domains.documents.services.checking_arrivals import WAITING, ask_checking
from congso.domains.documents.services.incoming_common import end_part
from congso.domains.documents.services.incoming_registering import lock_document
from congso.domains.documents.symbols import split_number
from congso.domains.documents.types import type_of_name
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.models import CaseState
from congso.foundation.casework.services import close, lock_case
from congso.foundation.files.models import StoredFile
from congso.foundation.printing.units import letterhead

_ENDED = frozenset({State.DONE, State.SENT_BACK, State.RECALLED, State.REPLACED, State.CANCELLED})


@dataclass(frozen=True)
class Exchanged:
    """A document as its message tells of it (QCVN 102:2016/BTTTT)."""

    key: str
    """The message: sender, document, kind of business, receiver. The same twice is one document."""
    agency_id: int
    sender_code: str
    sender_name: str
    number_text: str
    issued_on: date | None
    issuer_code: str
    issuer_name: str
    subject: str
    type_name: str = ""
    signer_name: str = ""
    signer_title: str = ""
    urgency: int = Urgency.NORMAL
    arrive_by: datetime | None = None
    to_places: str = ""
    pages: int | None = None
    due_on: date | None = None
    note: str = ""
    circulation: str = ""
    files: Sequence[tuple[StoredFile, str]] = ()
    """The document itself first, what goes with it behind."""


def arrived_by_exchange(action: WriteAction, arrival: Exchanged) -> Document:
    """Inside the open action: put a document from outside before the registry clerk (chờ đăng ký).

    The message was checked by the exchange. The same ``key`` twice gives the same document.
    """
    key = _key(arrival)
    known = Document.objects.filter(incoming__intake_key=key).first()
    if known is not None:
        return known
    document, incoming, files = _rows(action, arrival)
    document.save(force_insert=True)
    incoming.save(force_insert=True)
    IncomingFile.objects.bulk_create(files)
    keep_entry(document, is_fresh=True)
    _note(action, document, arrival)
    ask_checking([document.pk])
    return document


def arrive_together(action: WriteAction, arrivals: Sequence[Exchanged]) -> list[Document]:
    """As ``arrived_by_exchange`` for several whose messages never came before: their rows are inserted at the action's end."""
    found = []
    for arrival in arrivals:
        document, incoming, files = _rows(action, arrival)
        action.insert(document, incoming, *files)
        keep_entry(document, is_fresh=True)
        _note(action, document, arrival)
        found.append(document)
    if found:
        ask_checking([document.pk for document in found])
    return found


def _key(arrival: Exchanged) -> UUID:
    return uuid5(NAMESPACE_URL, f"edxml:{arrival.key}")


def _rows(action: WriteAction, arrival: Exchanged) -> tuple[Document, Incoming, list[IncomingFile]]:
    document = Document(
        direction=Direction.INCOMING, state=State.WAITING, agency_id=arrival.agency_id, created_at=action.at,
        type_code=type_of_name(arrival.type_name), issued_on=arrival.issued_on, issuer_code=arrival.issuer_code[:35],
        issuer_name=nfc(arrival.issuer_name, collapse=True)[:200], subject=nfc(arrival.subject, collapse=True)[:500],
        signer_name=nfc(arrival.signer_name, collapse=True)[:100], signer_title=nfc(arrival.signer_title, collapse=True)[:150],
        urgency=arrival.urgency, arrive_by=arrival.arrive_by, circulation=nfc(arrival.circulation)[:60], pages=arrival.pages, due_on=arrival.due_on,
        file=arrival.files[0][0] if arrival.files else None,
        search_key=fold(f"{arrival.number_text} {arrival.subject} {arrival.issuer_name} {arrival.signer_name}"),
        **split_number(arrival.number_text),
    )  # fmt: skip
    incoming = Incoming(
        document=document, agency_id=arrival.agency_id, arrived_at=action.at, channel=Channel.EXCHANGE, intake_key=_key(arrival),
        sender=nfc(arrival.sender_name)[:200], sender_code=arrival.sender_code[:35], to_places=nfc(arrival.to_places)[:1000],
        file_name=nfc(arrival.files[0][1])[:200] if arrival.files else "", note=nfc(arrival.note)[:300],
        findings=WAITING if arrival.files else [],
    )  # fmt: skip
    files = [IncomingFile(incoming=incoming, stored=stored, name=nfc(name)[:200]) for stored, name in arrival.files[1:]]
    return document, incoming, files


def _note(action: WriteAction, document: Document, arrival: Exchanged) -> None:
    action.record(document, number=document.number_text, agency=arrival.agency_id, sender=arrival.sender_code, channel=Channel.EXCHANGE)


def end_arrival(action: WriteAction, document_id: UUID, *, state: State, reason: str) -> Document:
    """Inside the open action: what came is recalled by its sender, or replaced by a newer one; nothing is deleted.

    Its open work ends with the reason, its number stays in the book. Raises NotVisible for no arrived document.
    """
    document, incoming = lock_document(document_id)
    if document.case_id is not None:
        case = lock_case(document.case_id)
        if case.state != CaseState.CLOSED:
            close(action, case, outcome=str(state), name=str(state), note=reason, public=False, by_sender=True)
        _end_parts(action, incoming, reason)
    document.state = state
    document.save(update_fields=["state"])
    keep_entry(document)
    action.record(document, number=document.number_text, state=state, reason=reason)
    return document


def _end_parts(action: WriteAction, incoming: Incoming, reason: str) -> None:
    parts = Assignment.objects.filter(incoming=incoming, done_at=None, withdrawn_at=None)
    for row in parts.exclude(case=None):
        end_part(action, row, "ended_with_main", reason)
    parts.update(withdrawn_at=action.at)


def is_ended(document_id: UUID) -> bool:
    """Whether the work on an arrived document is over, whatever way. Raises NotVisible."""
    state = Document.objects.filter(pk=document_id, direction=Direction.INCOMING).values_list("state", flat=True).first()
    if state is None:
        raise NotVisible
    return state in _ENDED


def relate(action: WriteAction, *, source_id: UUID, kind: RelationKind, target_id: UUID) -> bool:
    """Inside the open action: note how one document stands to another, once; whether it is new."""
    _row, made = Relation.objects.get_or_create(source_id=source_id, kind=kind, target_id=target_id, outside="")
    if made:
        action.record(("documents.document", source_id), relation=kind, target=target_id)
    return made


def arrived_document(*, agency_id: int, issuer_codes: Sequence[str], number_text: str, issued_on: date) -> Document | None:
    """The document that came over the exchange with this number, day and issuer, the latest of them."""
    rows = Document.objects.filter(agency_id=agency_id, direction=Direction.INCOMING, issued_on=issued_on,
                                   incoming__channel=Channel.EXCHANGE, issuer_code__in=issuer_codes)  # fmt: skip
    return rows.filter(number_text__iexact=number_text.replace(" ", "")).order_by("-pk").first()


def issued_document(*, agency_id: int, number_text: str, issued_on: date) -> Document | None:
    """Our own issued document with this number and day."""
    rows = Document.objects.filter(agency_id=agency_id, direction=Direction.OUTGOING, issued_on=issued_on)
    return rows.filter(number_text__iexact=number_text.replace(" ", "")).order_by("-pk").first()


def facts_for_exchange(document: Document) -> dict[str, Any]:
    """What a message says of one of our documents beside its own columns: texts of the outgoing row, relations."""
    outgoing = document.outgoing
    relations = document.relations.exclude(target=None).select_related("target")
    return {
        "recipients": list(outgoing.recipients), "copies": outgoing.copies, "mark": outgoing.mark, "drafter": outgoing.drafter_name,
        "position": outgoing.position, "place": letterhead(document.agency_id, document.issued_on or clock.today()).place, "relations": [(row.kind, row.target) for row in relations],
        "files": [(stored.pk, name) for stored, name in going_along(document.pk)],
    }  # fmt: skip
