"""What waits is made into messages, signed, handed to the axis, and what it says is noted; several at once where it takes them so."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from congso.core.outside import Rejected, Silent
from congso.core.text import nfc
from congso.domains.documents.facade import Delivery, DeliveryState, DeliveryWay
from congso.domains.exchange import composing
from congso.domains.exchange.adapters import client_of
from congso.domains.exchange.keys import key_of
from congso.domains.exchange.models import Connection, Kind, Message
from congso.domains.exchange.services.reminding import tell_failed
from congso.foundation.audit.writing import WriteAction
from congso.foundation.axes.facade import AxisClient, Letter
from congso.foundation.database.updating import update_rows
from congso.foundation.edxml.facade import AttachmentSource, write_document, write_status
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_as_is, store_together
from congso.foundation.outbox.channels import Later, Outcome, Refused, Taken
from congso.foundation.outbox.models import Sending

EDXML = "application/vnd.edxml+xml"
SMALL = 400_000
"""Bytes of an attachment up to which a message travels together with others; a larger one goes alone, in pieces."""


@lru_cache(maxsize=16)
def _client(connection_id: int, _secret: bytes, _url: str, _system: str, _form: str) -> AxisClient:
    return client_of(Connection.objects.get(pk=connection_id))


def client_for(connection: Connection) -> AxisClient:
    """The client of a connection, kept with its open line."""
    return _client(connection.pk, bytes(connection.secret), connection.base_url, connection.system_id, connection.form)


def send(sending: Sending) -> Outcome:
    """Make the message, sign it, hand it to the axis; outside any transaction, the same bytes each time."""
    connection = Connection.objects.filter(pk=sending.payload["connection"]).first()
    if connection is None or connection.closed_at is not None:
        return _closed()
    with tempfile.SpooledTemporaryFile(max_size=4 << 20) as target:
        stream: BinaryIO = target  # type: ignore[assignment]
        _compose(connection, sending, stream)
        size = stream.seek(0, 2)
        try:
            reference = client_for(connection).send(stream, size, kind=sending.payload["kind"], to=_to(sending))
        except Rejected as rejected:
            return Refused(rejected.code, rejected.reason)
        except Silent as silent:
            return Later(str(silent))
        return Taken(reference, kept=store_as_is(stream, kind=EDXML, name="edxml"))


def _closed() -> Refused:
    return Refused("closed", _("kết nối trục đã đóng"))


def _to(sending: Sending) -> Sequence[str]:
    found: Sequence[str] = sending.payload["values"].get("to", ())
    return found


def send_together(sendings: Sequence[Sending]) -> list[Outcome]:
    """``send`` for several: small ones of a connection in one call, the others one by one."""
    prefetch_related_objects(list(sendings), "file")
    connections = Connection.objects.in_bulk({each.payload["connection"] for each in sendings})
    found: dict[int, Outcome] = {}
    for connection_id in dict.fromkeys(each.payload["connection"] for each in sendings):
        mine = [each for each in sendings if each.payload["connection"] == connection_id]
        connection = connections.get(connection_id)
        small = [each for each in mine if (each.file is None or each.file.size <= SMALL) and not each.payload["values"].get("files")]
        if connection is None or connection.closed_at is not None:
            found |= {each.pk: _closed() for each in mine}
        elif len(small) == len(mine):
            found |= _send_small(connection, mine)
        else:
            found |= {each.pk: send(each) for each in mine}
    return [found[each.pk] for each in sendings]


def _send_small(connection: Connection, sendings: Sequence[Sending]) -> dict[int, Outcome]:
    streams = [BytesIO() for _each in sendings]
    for sending, stream in zip(sendings, streams, strict=True):
        _compose(connection, sending, stream)
    letters = [Letter(stream.getvalue(), each.payload["kind"], tuple(_to(each))) for each, stream in zip(sendings, streams, strict=True)]
    try:
        answers = client_for(connection).send_many(letters)
    except Silent as silent:
        return {each.pk: Later(str(silent)) for each in sendings}
    except Rejected as rejected:
        return {each.pk: Refused(rejected.code, rejected.reason) for each in sendings}
    taken = [place for place, answer in enumerate(answers) if isinstance(answer, str)]
    kept = store_together([(streams[place], EDXML, "edxml") for place in taken])
    files = dict(zip(taken, kept, strict=True))
    return {each.pk: _outcome(answers[place], files.get(place)) for place, each in enumerate(sendings)}


def _outcome(answer: str | Rejected | Silent, file: StoredFile | None) -> Outcome:
    if isinstance(answer, Rejected):
        return Refused(answer.code, answer.reason)
    return Later(str(answer)) if isinstance(answer, Silent) else Taken(answer, kept=file)


def _compose(connection: Connection, sending: Sending, target: BinaryIO) -> None:
    values = sending.payload["values"]
    key = key_of(connection.key_name) if connection.key_name else None
    algorithm = composing.algorithm(key, use_sha1=connection.use_sha1)
    if sending.payload["kind"] == Kind.STATUS:
        write_status(composing.status_message(values), target, signer=key, algorithm=algorithm)
        return
    files = [_attachment(sending.file, f"{values['number_text']}.pdf".replace("/", "-"), "Văn bản chính")] if sending.file else []
    files += [_attachment(file, name, "Phụ lục, tệp kèm theo") for file, name in _further(values) if file.pk != sending.file_id]
    write_document(composing.document_message(values), files, target, signer=key, algorithm=algorithm)


def _attachment(file: StoredFile, name: str, description: str) -> AttachmentSource:
    return AttachmentSource(content_id=f"cid:{file.sha256[:32]}", name=name, description=description, content_type=file.media_type,
                            manifest_type=file.media_type, open=lambda: open_file(file))  # fmt: skip


def _further(values: dict[str, Any]) -> list[tuple[StoredFile, str]]:
    """Annexes and further files that go with the document, in their order, each content once."""
    names: dict[str, str] = {}
    for key, name in values.get("files", ()):
        names.setdefault(key, name)
    kept = StoredFile.objects.in_bulk(list(names)) if names else {}
    return [(kept[key], name) for key, name in names.items()]


def settle_together(action: WriteAction, ended: Sequence[tuple[Sending, Outcome]]) -> None:
    """Note on messages and delivery sheets what the axis said, in the transaction that ends the sendings."""
    messages = Message.objects.in_bulk([UUID(sending.payload["message"]) for sending, _outcome in ended])
    pairs = [(messages[UUID(sending.payload["message"])], outcome) for sending, outcome in ended]
    for message, outcome in pairs:
        _note_message(action, message, outcome)
    update_rows([message for message, _outcome in pairs], ["sent_at", "reference", "file", "error_code", "error"])
    _note_deliveries(action, [(message, outcome) for message, outcome in pairs if message.kind == Kind.DOCUMENT])


def settle(action: WriteAction, sending: Sending, outcome: Outcome) -> None:
    """``settle_together`` for one."""
    settle_together(action, [(sending, outcome)])


def _note_message(action: WriteAction, message: Message, outcome: Outcome) -> None:
    match outcome:
        case Taken(reference=reference, kept=kept):
            message.sent_at, message.reference, message.error_code, message.error = action.at, reference[:100], "", ""
            message.file = kept if isinstance(kept, StoredFile) else None
        case Refused(code=code, reason=reason):
            message.error_code, message.error = code[:20], nfc(reason)[:300]
        case Later(reason=reason):
            message.error = nfc(reason)[:300]


def _note_deliveries(action: WriteAction, pairs: Sequence[tuple[Message, Outcome]]) -> None:
    """Queued lines of the delivery sheets are sent, or failed with what the axis said."""
    if not pairs:
        return
    by_place = {(message.document_id, code): (message, outcome) for message, outcome in pairs for code in message.receiver_codes}
    rows = Delivery.objects.select_for_update(no_key=True).filter(document_id__in={document for document, _code in by_place}, way=DeliveryWay.AXIS)
    changed = []
    for row in rows.filter(state__in=[DeliveryState.QUEUED, DeliveryState.FAILED]):
        found = by_place.get((row.document_id, row.code))
        if found is None:
            continue
        outcome = found[1]
        code = f"{outcome.code} " if isinstance(outcome, Refused) and outcome.code else ""
        row.state = DeliveryState.SENT if isinstance(outcome, Taken) else DeliveryState.FAILED
        row.answered_at = action.at
        row.reason = "" if isinstance(outcome, Taken) else nfc(f"{code}{outcome.reason}")[:500]
        action.record(row, document=row.document_id, code=row.code, state=row.state, reason=row.reason)
        changed.append(row)
    update_rows(changed, ["state", "answered_at", "reason"])
    tell_failed(action, [row for row in changed if row.state == DeliveryState.FAILED])
