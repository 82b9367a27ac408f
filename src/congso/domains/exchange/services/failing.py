"""What a receiver could not be given: on the delivery sheet, told to the registry, sent again when the registry says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import Conflict, NotVisible
from congso.core.outside import Rejected, Silent
from congso.core.text import nfc
from congso.domains.documents.facade import (
    Delivery,
    DeliveryState,
    DeliveryWay,
    Document,
)
from congso.domains.exchange.models import Connection, Kind, Message, Way
from congso.domains.exchange.policies import require_can_look, require_can_send_again
from congso.domains.exchange.services.outgoing import CHANNEL
from congso.domains.exchange.services.reminding import tell_failed
from congso.domains.exchange.services.sending import client_for
from congso.foundation.audit.writing import write_action
from congso.foundation.axes.facade import AxisClient, Undelivered
from congso.foundation.database.updating import update_rows
from congso.foundation.orgs import epoch
from congso.foundation.outbox.services import have_wait_again

_FIRST = timedelta(days=3)
"""How far back a process that has just begun asks."""
_OVERLAP = timedelta(minutes=2)
"""What was settled while one asked is asked for again; noting it twice changes nothing."""
_UNDER_WAY = (DeliveryState.QUEUED, DeliveryState.SENT)
_asked_until: dict[int, datetime] = {}
"""Up to when this process has asked each axis."""


def hear_of_failures() -> int:
    """Ask every open axis what receivers could not be given; how many lines of delivery sheets were changed."""
    changed = 0
    for connection in Connection.objects.filter(closed_at=None):
        with epoch.known():
            changed += _hear(connection, client_for(connection))
    return changed


def _hear(connection: Connection, axis: AxisClient) -> int:
    now = clock.now()
    try:
        found = axis.undelivered(since=_asked_until.get(connection.pk, now - _FIRST) - _OVERLAP)
    except (Silent, Rejected):  # the round that receives tells of it
        return 0
    changed = note_undelivered(connection, found) if found else 0
    _asked_until[connection.pk] = now
    return changed


def note_undelivered(connection: Connection, failures: Sequence[Undelivered]) -> int:
    """Lines that were under way and could not be given are failed, with the reason, and their registry hears; how many."""
    keys, references = {each.document_key for each in failures}, {each.reference for each in failures}
    messages = Message.objects.filter(document_key__in=keys, connection=connection, way=Way.OUT, kind=Kind.DOCUMENT, reference__in=references)
    documents = {row.reference: row.document_id for row in messages.filter(document__isnull=False)}
    why = {(documents[each.reference], each.receiver): each for each in failures if each.reference in documents}
    if not _lines(why).exists():
        return 0
    with write_action("exchange.hear_of_failures", actor=system_actor("Trục liên thông")) as action:
        changed = []
        for row in _lines(why).select_for_update(no_key=True):
            failure = why.get((row.document_id, row.code))
            if failure is not None:
                row.state, row.answered_at = DeliveryState.FAILED, action.at
                row.reason = nfc(f"{failure.code} {failure.reason}".strip())[:500]
                action.record(row, document=row.document_id, code=row.code, state=row.state, reason=row.reason)
                changed.append(row)
        update_rows(changed, ["state", "answered_at", "reason"])
        tell_failed(action, changed)
        action.record(connection, undelivered=len(changed))
    return len(changed)


def _lines(why: Mapping[tuple[UUID | None, str], Undelivered]) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(document_id__in={document for document, _code in why}, code__in={code for _document, code in why})
    return rows.filter(way=DeliveryWay.AXIS, state__in=_UNDER_WAY).order_by("pk")


def send_again(*, actor: Actor, document_id: UUID) -> int:
    """Have a document go once more to the receivers it did not reach; who has it gets nothing twice. How many receivers.

    Raises NotVisible, NotAllowed, Conflict when it failed at none.
    """
    with write_action("exchange.send_again", actor=actor) as action:
        require_can_look(actor)
        document = Document.objects.filter(pk=document_id).first()
        if document is None:
            raise NotVisible
        require_can_send_again(actor, document.agency_id)
        failed = list(Delivery.objects.select_for_update(no_key=True).filter(document_id=document_id, way=DeliveryWay.AXIS, state=DeliveryState.FAILED))
        if not failed:
            raise Conflict
        codes = {row.code for row in failed}
        messages = Message.objects.filter(way=Way.OUT, kind=Kind.DOCUMENT, document_id=document_id)
        have_wait_again(action, CHANNEL, [str(row.pk) for row in messages if codes & set(row.receiver_codes)])
        for row in failed:
            row.state, row.answered_at, row.reason = DeliveryState.QUEUED, None, ""
        update_rows(failed, ["state", "answered_at", "reason"])
        action.record(document, codes=sorted(codes))
    return len(failed)
