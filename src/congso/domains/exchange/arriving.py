"""What an arrived message does here: a new document, a state of one of ours, a demand of its sender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from congso.core import clock
from congso.core.agency_codes import forms_of_document_id
from congso.core.text import nfc
from congso.domains.documents.facade import (
    Delivery,
    DeliveryState,
    DeliveryWay,
    DemandKind,
    Document,
    Exchanged,
    RelationKind,
    arrived_by_exchange,
    demand_back,
    issued_document,
    moves_on,
    note_delivery,
    relate,
    state_after,
)
from congso.domains.exchange.arriving_early import apply_early, heading_changes, wait_for
from congso.domains.exchange.errors import UnknownDocument
from congso.domains.exchange.hours import hour_in
from congso.domains.exchange.models import Kind, Message, StatusNote, Way
from congso.domains.exchange.services.outgoing import report
from congso.domains.exchange.standing import line_of, own_line, stands_for, successors
from congso.foundation.audit.writing import WriteAction
from congso.foundation.edxml.facade import BusinessType, DocumentMessage, StatusMessage, new_code_of
from congso.foundation.files.models import StoredFile


@dataclass(frozen=True)
class Arrived:
    """A message that was read and found to be its sender's, for one of our agencies."""

    message: DocumentMessage | StatusMessage
    receiver: str
    files: Sequence[tuple[StoredFile, str]] = ()


def take(action: WriteAction, row: Message, arrived: Arrived) -> None:
    """Act upon a message inside the open action; raises UnknownDocument."""
    if isinstance(arrived.message, StatusMessage):
        _take_status(action, row, arrived.message)
        return
    business = (arrived.message.business.type if arrived.message.business else None) or BusinessType.NEW
    _TAKERS[business](action, row, arrived)


def _new(action: WriteAction, row: Message, arrived: Arrived) -> Document:
    """A document for the registry clerk; its sender hears at once that it arrived (01)."""
    document = arrived_by_exchange(action, exchanged(row, arrived))
    row.document = document
    _link_answers(action, row, arrived, document)
    report(action, row, ["01"], "")
    apply_early(action, row, document)
    return document


take_as_new = _new


def exchanged(row: Message, arrived: Arrived) -> Exchanged:
    """A document as its message tells of it."""
    said: Any = arrived.message
    sender, other, signer = said.sender, said.other, said.signer
    issuer = said.identity.split(",")[0] or row.sender_code
    return Exchanged(
        key=row.key, agency_id=row.agency_id, sender_code=row.sender_code, sender_name=(sender.name if sender else "") or row.sender_code,
        number_text=said.number_text, issued_on=said.promulgated_on, issuer_code=new_code_of(issuer), issuer_name=(sender.name if sender else "") or issuer,
        subject=said.subject or "", type_name=said.type_name or "", signer_name=(signer.full_name if signer else "") or "",
        signer_title=(signer.position if signer else "") or "", urgency=_number(other.priority if other else "", most=4), arrive_by=hour_in(said.content),
        to_places="; ".join(said.to_places), pages=_number(other.pages if other else "", most=30000) or None, due_on=said.due_on,
        note="; ".join(row.tolerated)[:300], circulation=(other.sphere if other else "") or "", files=arrived.files,
    )  # fmt: skip


def _number(typed: str | None, *, most: int) -> int:
    return min(int(typed), most) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0


def _link_answers(action: WriteAction, row: Message, arrived: Arrived, document: Document) -> None:
    """An answer is linked to our own document that it answers; what it names and we never sent is passed over."""
    said: Any = arrived.message
    for about in said.response_for:
        asked = _sent_document(row.agency_id, about.document_id or "", about.code or "", about.promulgated_on)
        if asked is not None:
            relate(action, source_id=document.pk, kind=RelationKind.ANSWERS, target_id=asked.pk)


def _sent_document(agency_id: int, document_key: str, number_text: str, on: date | None) -> Document | None:
    agencies = own_line(agency_id)
    sent = Message.objects.filter(way=Way.OUT, kind=Kind.DOCUMENT, agency_id__in=agencies, document_key__in=forms_of_document_id(document_key)).select_related("document").first()
    if sent is not None or on is None:
        return sent.document if sent else None
    found = (issued_document(agency_id=each, number_text=number_text, issued_on=on) for each in agencies)
    return next((each for each in found if each is not None), None)


def _came_before(row: Message, document_key: str) -> Message | None:
    """The message that brought a document of this sender to this agency, or of those whose work either carries on."""
    rows = Message.objects.filter(way=Way.IN, kind=Kind.DOCUMENT, agency_id__in=own_line(row.agency_id), sender_code__in=line_of(row.sender_code),
                                  document_key__in=forms_of_document_id(document_key))  # fmt: skip
    return rows.exclude(document=None).exclude(pk=row.pk).select_related("document").order_by("-pk").first()


def _recall(action: WriteAction, row: Message, arrived: Arrived) -> None:
    said: Any = arrived.message
    about = said.business.document_id or said.identity
    _ask_or_wait(action, row, about, DemandKind.RECALL, said.business.reason or "")


def _ask_or_wait(action: WriteAction, row: Message, document_key: str, kind: DemandKind, reason: str, newer: Document | None = None) -> None:
    """Put what the sender asks before the registry, or let it wait for the document it is about."""
    before = _came_before(row, document_key)
    if before is not None:
        _demand(action, row, before, kind, reason, newer=newer)
    elif document_key:
        wait_for(action, row, document_key, kind, reason, newer)
    else:
        raise UnknownDocument(document=document_key)


def _update(action: WriteAction, row: Message, arrived: Arrived) -> None:
    """New words for a document that came before, another document that changes it, or only other receivers.

    Whom the update adds has a new document in it; what takes somebody away that never got it waits for it.
    """
    said: Any = arrived.message
    about, reason = said.business.document_id or said.identity, said.business.reason or ""
    codes = {kind: {new_code_of(each.organ_id or "") for each in said.business.receivers if each.type == kind} for kind in ("0", "1")}
    before = _came_before(row, about)
    if arrived.receiver in codes["0"]:
        _ask_or_wait(action, row, about, DemandKind.RECALL, reason)
    elif said.identity not in forms_of_document_id(about):
        _ask_or_wait(action, row, about, DemandKind.UPDATE, reason, newer=_new(action, row, arrived))
    elif before is None and (arrived.receiver in codes["1"] or said.business.document_info != "1"):
        _new(action, row, arrived)
    elif before is None:
        wait_for(action, row, about, DemandKind.UPDATE, reason)
    else:
        _correct(action, row, arrived, before, reason)


def _correct(action: WriteAction, row: Message, arrived: Arrived, before: Message, reason: str) -> None:
    """The same document in other words: each that differs is put before the registry, with ours and theirs; other files are a newer document."""
    said: Any = arrived.message
    document = before.document
    if document is None:
        return
    if said.business.document_info == "1" and _brings_other_files(document, arrived):
        _demand(action, row, before, DemandKind.UPDATE, reason, newer=_new(action, row, arrived))
        return
    row.document = document
    changes = heading_changes(document, said) if said.business.document_info == "1" else []
    if changes:
        demand_back(action, document=document, kind=DemandKind.UPDATE, source=row.pk, reason=reason, changes=changes)


def _brings_other_files(document: Document, arrived: Arrived) -> bool:
    kept = {document.file_id, *document.incoming.files.values_list("stored_id", flat=True)}
    return any(file.pk not in kept for file, _name in arrived.files)


def _replace(action: WriteAction, row: Message, arrived: Arrived) -> None:
    said: Any = arrived.message
    newer = _new(action, row, arrived)
    for each in said.business.replacements:
        codes = {new_code_of(code) for code in each.organ_ids}
        if each.document_id and (not codes or arrived.receiver in codes):
            _ask_or_wait(action, row, each.document_id, DemandKind.REPLACE, said.business.reason or "", newer=newer)


_TAKERS = {BusinessType.NEW: _new, BusinessType.RECALL: _recall, BusinessType.UPDATE: _update, BusinessType.REPLACEMENT: _replace}


def _demand(action: WriteAction, row: Message, before: Message, kind: DemandKind, reason: str, newer: Document | None = None) -> None:
    """Put what the sender asks before the registry; what is dealt with already cannot be given back (16)."""
    if before.document is None or before.document_id is None:
        return
    row.document = row.document or before.document
    demand_back(action, document=before.document, kind=kind, source=row.pk, reason=reason, newer=newer)


def _take_status(action: WriteAction, row: Message, said: StatusMessage) -> None:
    """13 asks a document back; everything else tells of one we sent."""
    about = said.response_for
    key, code = (about.document_id if about else "") or "", str(said.code or "")
    if code == "13":
        _ask_or_wait(action, row, key, DemandKind.RECALL, said.description or "")
        return
    document = _sent_document(row.agency_id, key, (about.code if about else "") or "", about.promulgated_on if about else None)
    if document is None:
        raise UnknownDocument(document=key)
    row.document = document
    note_status(action, row, document, said, code)


def note_status(action: WriteAction, row: Message, document: Document, said: StatusMessage, code: str) -> None:
    """Write a receiver's report on the delivery sheet; one that came late is kept and turns nothing back."""
    delivery = _delivery_of(document, row.sender_code)
    if delivery is None:
        raise UnknownDocument(document=row.document_key)
    at = said.timestamp.replace(tzinfo=clock.VIETNAM) if said.timestamp and said.timestamp.tzinfo is None else said.timestamp or action.at
    counts = moves_on(DeliveryState(delivery.state), code)
    _note, made = StatusNote.objects.get_or_create(
        document=document, code_of_receiver=delivery.code, status=code, at=at,
        defaults={"noted_at": action.at, "reason": nfc(said.description or "")[:500], "staff": ((said.staff.name if said.staff else "") or "")[:200],
                  "message": row, "has_counted": counts},
    )  # fmt: skip
    if made and counts:
        reason = (said.description or "") if code in {"02", "15", "16"} else ""
        note_delivery(action, document_id=document.pk, code=delivery.code, state=state_after(DeliveryState(delivery.state), code), at=_local(at), reason=reason)


def _local(at: datetime) -> datetime:
    return clock.local(at)


def _delivery_of(document: Document, code: str) -> Delivery | None:
    """The line of the receiver with this code, or of the one whose work it carries on."""
    rows = list(Delivery.objects.select_for_update(no_key=True).filter(document=document, way=DeliveryWay.AXIS))
    by_code = {row.code: row for row in rows}
    if code in by_code:
        return by_code[code]
    after = successors()
    return next((row for row in rows if stands_for(row.code, code, after)), None)
