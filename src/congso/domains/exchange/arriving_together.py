"""Plain messages taken together: new documents that answer nothing, and reports on documents of ours; with few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from congso.core import clock
from congso.core.agency_codes import forms_of_document_id
from congso.core.text import nfc
from congso.domains.documents.facade import (
    Delivery,
    DeliveryState,
    DeliveryWay,
    arrive_together,
    moves_on,
    state_after,
)
from congso.domains.exchange.arriving import Arrived, exchanged
from congso.domains.exchange.arriving_early import something_waits_for
from congso.domains.exchange.errors import UnknownDocument
from congso.domains.exchange.models import Kind, Message, StatusNote, Way
from congso.domains.exchange.services.outgoing import report_arrived
from congso.domains.exchange.standing import own_line
from congso.foundation.audit.writing import WriteAction
from congso.foundation.database.updating import update_rows
from congso.foundation.edxml.facade import BusinessType, DocumentMessage, StatusCode, StatusMessage

_REPORTS = frozenset({StatusCode.ARRIVED, StatusCode.REJECTED, StatusCode.RECEIVED, StatusCode.ASSIGNED, StatusCode.IN_PROGRESS, StatusCode.FINISHED})


def is_plain(message: DocumentMessage | StatusMessage) -> bool:
    """Whether a message may be taken with others: it is a new document that answers none, or a report."""
    if isinstance(message, StatusMessage):
        return message.code in _REPORTS
    business = (message.business.type if message.business else None) or BusinessType.NEW
    return business == BusinessType.NEW and not message.response_for


def take_plain(action: WriteAction, pairs: Sequence[tuple[Message, Arrived]]) -> None:
    """Act upon plain messages that never came before, inside the open action. Raises UnknownDocument, also where a change waits for one of them: then they
    are taken one by one.
    """
    fresh = [(row, arrived) for row, arrived in pairs if row.kind == Kind.DOCUMENT]
    if fresh and something_waits_for([row.document_key for row, _arrived in fresh]):
        raise UnknownDocument(document=fresh[0][0].document_key)
    documents = arrive_together(action, [exchanged(row, arrived) for row, arrived in fresh])
    for (row, _arrived), document in zip(fresh, documents, strict=True):
        row.document = document
    report_arrived(action, [(row, document) for (row, _arrived), document in zip(fresh, documents, strict=True)])
    _note_reports(action, [(row, arrived.message) for row, arrived in pairs if isinstance(arrived.message, StatusMessage)])


def _note_reports(action: WriteAction, reports: Sequence[tuple[Message, StatusMessage]]) -> None:
    """Write reports on the delivery sheets; one that came late is kept and turns nothing back."""
    if not reports:
        return
    sent = _documents_of(reports)
    deliveries = {(row.document_id, row.code): row for row in _deliveries(set(sent.values()))}
    have = set(StatusNote.objects.filter(document_id__in=sent.values(), is_ours=False).values_list("document_id", "code_of_receiver", "status", "at"))
    changed: dict[int, Delivery] = {}
    for row, said in reports:
        told = [(agency, form) for agency in own_line(row.agency_id) for form in forms_of_document_id(row.document_key)]
        document_id = next((sent[each] for each in told if each in sent), None)
        delivery = deliveries.get((document_id, row.sender_code)) if document_id else None
        if document_id is None or delivery is None:
            raise UnknownDocument(document=row.document_key)
        row.document_id = document_id
        at, code = _moment(said, action.at), str(said.code)
        if (document_id, delivery.code, code, at) in have:
            continue
        have.add((document_id, delivery.code, code, at))
        counts = moves_on(DeliveryState(delivery.state), code)
        action.insert(_note(action, row, said, delivery, at, counts=counts))
        if counts:
            delivery.state, delivery.answered_at = state_after(DeliveryState(delivery.state), code), clock.local(at)
            delivery.reason = nfc(said.description or "")[:500] if code == "02" else ""
            changed[delivery.pk] = delivery
            action.record(delivery, document=document_id, code=delivery.code, state=delivery.state, reason=delivery.reason)
    update_rows(list(changed.values()), ["state", "answered_at", "reason"])


def _documents_of(reports: Sequence[tuple[Message, StatusMessage]]) -> dict[tuple[int, str], UUID]:
    keys = {form for row, _said in reports for form in forms_of_document_id(row.document_key)}
    rows = Message.objects.filter(way=Way.OUT, kind=Kind.DOCUMENT, document_key__in=keys, document__isnull=False)
    return {(agency_id, key): document_id for agency_id, key, document_id in rows.values_list("agency_id", "document_key", "document_id")}


def _deliveries(document_ids: set[UUID]) -> list[Delivery]:
    rows = Delivery.objects.select_for_update(no_key=True).filter(document_id__in=document_ids, way=DeliveryWay.AXIS)
    return list(rows.order_by("pk"))


def _moment(said: StatusMessage, now: datetime) -> datetime:
    if said.timestamp is None:
        return now
    return said.timestamp.replace(tzinfo=clock.VIETNAM) if said.timestamp.tzinfo is None else said.timestamp


def _note(action: WriteAction, row: Message, said: StatusMessage, delivery: Delivery, at: datetime, *, counts: bool) -> StatusNote:
    staff = (said.staff.name if said.staff else "") or ""
    return StatusNote(document_id=delivery.document_id, code_of_receiver=delivery.code, status=str(said.code), at=at, noted_at=action.at,
                      reason=nfc(said.description or "")[:500], staff=staff[:200], message=row, has_counted=counts)  # fmt: skip
