"""Our documents and states on their way out: written with the change, made into messages when they leave."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.text import fold, nfc
from congso.domains.documents.facade import (
    ArrivalStep,
    Delivery,
    DeliveryState,
    Document,
    note_delivery,
)
from congso.domains.exchange import composing
from congso.domains.exchange.adapters import AxisClient, Rejected, Silent, client_of
from congso.domains.exchange.keys import key_of
from congso.domains.exchange.models import Connection, Correspondent, Kind, Message, StatusNote, Way
from congso.foundation.audit.writing import WriteAction
from congso.foundation.edxml.facade import AttachmentSource, StatusCode, write_document, write_status
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_as_is
from congso.foundation.orgs.queries import tree
from congso.foundation.outbox.channels import Later, Outcome, Refused, Taken
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import Out, put

CHANNEL = "exchange"
EDXML = "application/vnd.edxml+xml"
CHAIN = ("01", "03", "04", "05", "06")
"""The states of a document that is taken in, in their order."""


class ExchangeCarrier:
    """The way of documents to agencies outside (see ``documents.carriers.Carrier``)."""

    def reaches(self, codes: Collection[str]) -> set[str]:
        """Of these agency codes, those the axis knows, open today."""
        return {row.code for row in reachable(codes)}

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """Names of agencies the axis lists."""
        return {row.code: row.name for row in reachable(codes)}

    def directory_url(self) -> str:
        """The list of agencies."""
        return reverse("exchange:agencies")

    def issued(self, action: WriteAction, document: Document, deliveries: Sequence[Delivery]) -> None:
        """One message for all receivers of a connection, in the transaction of the issue."""
        is_further = Message.objects.filter(way=Way.OUT, kind=Kind.DOCUMENT, document=document).exists()
        by_connection: dict[int, list[Delivery]] = {}
        places = {row.code: row.connection_id for row in reachable({each.code for each in deliveries})}
        for each in deliveries:
            by_connection.setdefault(places[each.code], []).append(each)
        for connection_id, mine in by_connection.items():
            values = composing.document_values(document, mine, at=action.at, actor=action.actor, is_further=is_further)
            title = f"{document.number_text} {document.subject}"
            _put(action, connection_id, document, Kind.DOCUMENT, values["business"], values, [each.code for each in mine], title)

    def recalled(self, action: WriteAction, document: Document, deliveries: Sequence[Delivery], reason: str) -> None:
        """Status 13 to everybody who was sent it."""
        places = dict(Message.objects.filter(way=Way.OUT, kind=Kind.DOCUMENT, document=document).values_list("connection_id", "pk"))
        about = {"organ_id": document.issuer_code, "code": document.number_text, "on": str(document.issued_on),
                 "document_id": composing.document_key(document)}  # fmt: skip
        codes = [each.code for each in deliveries]
        for connection_id in places:
            mine = [row.code for row in Correspondent.objects.filter(connection_id=connection_id, code__in=codes)]
            values = composing.status_values(code="13", at=action.at, sender=composing.organ_values(document.agency_id), about=about,
                                             description=reason, actor=action.actor, to=mine)  # fmt: skip
            title = _("Lấy lại %(number)s: %(reason)s") % {"number": document.number_text, "reason": reason}
            _put(action, connection_id, document, Kind.STATUS, "13", values, mine, title)

    def arrival_moved(self, action: WriteAction, document: Document, step: ArrivalStep, note: str) -> None:
        """Report a state of a document that came to us, and what was left out before it, so that the chain is whole."""
        came = Message.objects.filter(way=Way.IN, kind=Kind.DOCUMENT, document=document).order_by("pk").first()
        if came is None or came.connection_id is None:
            return
        have = set(StatusNote.objects.filter(document=document, is_ours=True).values_list("status", flat=True))
        if step == ArrivalStep.REFUSED:
            report(action, came, ["02"], note)
        elif "02" not in have and "15" not in have:
            upto = CHAIN[: CHAIN.index(step) + 1]
            report(action, came, [code for code in upto if code not in have], note)


def reachable(codes: Collection[str]) -> list[Correspondent]:
    """Agencies with these codes that an open connection reaches today, one row a code."""
    today = clock.today()
    rows = Correspondent.objects.filter(code__in=codes, connection__closed_at=None, locked_reason="")
    rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=today)).order_by("code", "connection_id")
    return list({row.code: row for row in rows}.values())


def report(action: WriteAction, came: Message, codes: Iterable[str], note: str) -> None:
    """Inside the open action: tell the sender of a document that came how far it is here (01–06, 15, 16)."""
    if came.document is None or came.connection_id is None:
        return
    unit = tree().nodes.get(came.agency_id)
    sender = composing.organ_values(came.agency_id) | {"organ_id": came.receiver_codes[0]} if unit else {"organ_id": came.receiver_codes[0]}
    about = {"organ_id": came.sender_code, "code": came.document.number_text, "on": str(came.document.issued_on or ""),
             "document_id": came.document_key}  # fmt: skip
    at = clock.local(action.at).replace(microsecond=0)
    for code in codes:
        words = note or str(StatusCode(code).label)
        values = composing.status_values(code=code, at=at, sender=sender, about=about, description=words, actor=action.actor)
        title = f"{StatusCode(code).label}: {came.document.number_text}"
        message = _put(action, came.connection_id, came.document, Kind.STATUS, code, values, [came.sender_code], title, agency_id=came.agency_id)
        if message is not None:
            StatusNote.objects.create(document=came.document, code_of_receiver=came.receiver_codes[0], status=code, at=at, noted_at=action.at,
                                      reason=words[:500], staff=action.actor.name[:200], message=message, is_ours=True)  # fmt: skip


def _put(action: WriteAction, connection_id: int, document: Document, kind: Kind, code: str, values: dict[str, Any], receivers: list[str],
         title: str, *, agency_id: int | None = None) -> Message | None:  # fmt: skip
    """Write a message and that it is to be sent; None when this very message was written before."""
    sender = values["sender"]["organ_id"]
    about = values["about"]["document_id"] if kind == Kind.STATUS else composing.document_key(document)
    key = message_key(kind, code, sender, about, values["at"] if kind == Kind.STATUS or code == "2" else "", receivers)
    owner = document.agency_id if agency_id is None else agency_id
    if Message.objects.filter(way=Way.OUT, agency_id=owner, key=key).exists():
        return None
    message = Message.objects.create(
        way=Way.OUT, kind=kind, code=code, connection_id=connection_id, key=key, agency_id=owner, sender_code=sender, receiver_codes=receivers,
        document_key=about[:200], document=document, title=nfc(title, collapse=True)[:300], search_key=fold(f"{about} {title}"), at=action.at,
    )  # fmt: skip
    put(action, [Out(channel=CHANNEL, key=str(message.pk), order_key=f"{connection_id}:{document.pk}", title=message.title, agency_id=owner,
                     subject_id=document.pk, payload={"message": str(message.pk), "connection": connection_id, "kind": str(kind), "values": values},
                     file=document.file if kind == Kind.DOCUMENT else None)])  # fmt: skip
    return message


def message_key(kind: str, code: str, sender: str, about: str, moment: str, receivers: Iterable[str]) -> str:
    """What tells a message from its repetition."""
    return hashlib.sha256("\n".join([kind, code, sender, about, moment, *sorted(receivers)]).encode()).hexdigest()


@lru_cache(maxsize=16)
def _client(connection_id: int, _secret: bytes, _url: str, _system: str) -> AxisClient:
    return client_of(Connection.objects.get(pk=connection_id))


def client_for(connection: Connection) -> AxisClient:
    """The client of a connection, kept with its open line."""
    return _client(connection.pk, bytes(connection.secret), connection.base_url, connection.system_id)


def send(sending: Sending) -> Outcome:
    """Make the message, sign it, hand it to the axis; outside any transaction, the same bytes each time."""
    connection = Connection.objects.filter(pk=sending.payload["connection"]).first()
    if connection is None or connection.closed_at is not None:
        return Refused("closed", _("kết nối trục đã đóng"))
    with tempfile.SpooledTemporaryFile(max_size=4 << 20) as target:
        stream: BinaryIO = target  # type: ignore[assignment]
        _compose(connection, sending, stream)
        size = stream.seek(0, 2)
        try:
            reference = client_for(connection).send(stream, size, kind=sending.payload["kind"], to=sending.payload["values"].get("to", ()))
        except Rejected as rejected:
            return Refused(rejected.code, rejected.reason)
        except Silent as silent:
            return Later(str(silent))
        return Taken(reference, kept=store_as_is(stream, kind=EDXML, name="edxml"))


def _compose(connection: Connection, sending: Sending, target: BinaryIO) -> None:
    values = sending.payload["values"]
    key = key_of(connection.key_name) if connection.key_name else None
    algorithm = composing.algorithm(key, use_sha1=connection.use_sha1)
    if sending.payload["kind"] == Kind.STATUS:
        write_status(composing.status_message(values), target, signer=key, algorithm=algorithm)
        return
    files = [_attachment(sending.file, values)] if sending.file else []
    write_document(composing.document_message(values), files, target, signer=key, algorithm=algorithm)


def _attachment(file: StoredFile, values: dict[str, Any]) -> AttachmentSource:
    name = f"{values['number_text']}.pdf".replace("/", "-")
    return AttachmentSource(content_id=f"cid:{file.sha256[:32]}", name=name, description="Văn bản chính", content_type=file.media_type,
                            manifest_type=file.media_type, open=lambda: open_file(file))  # fmt: skip


def settle(action: WriteAction, sending: Sending, outcome: Outcome) -> None:
    """Note on message and delivery sheet what the axis said, in the transaction that ends the sending."""
    message = Message.objects.select_related("document").get(pk=UUID(sending.payload["message"]))
    match outcome:
        case Taken(reference=reference, kept=kept):
            message.sent_at, message.reference, message.error_code, message.error = action.at, reference[:100], "", ""
            message.file = kept if isinstance(kept, StoredFile) else None
        case Refused(code=code, reason=reason):
            message.error_code, message.error = code[:20], nfc(reason)[:300]
        case Later(reason=reason):
            message.error = nfc(reason)[:300]
    message.save(update_fields=["sent_at", "reference", "file", "error_code", "error"])
    if message.kind == Kind.DOCUMENT and message.document is not None:
        _note_deliveries(action, message, outcome)


def _note_deliveries(action: WriteAction, message: Message, outcome: Outcome) -> None:
    rows = Delivery.objects.filter(document=message.document, code__in=message.receiver_codes, way="axis")
    for row in rows.filter(state__in=[DeliveryState.QUEUED, DeliveryState.FAILED]):
        if isinstance(outcome, Taken):
            _note(action, message, row.code, DeliveryState.SENT, "")
        else:
            code = outcome.code if isinstance(outcome, Refused) else ""
            _note(action, message, row.code, DeliveryState.FAILED, f"{code} {outcome.reason}".strip())


def _note(action: WriteAction, message: Message, code: str, state: DeliveryState, reason: str, at: datetime | None = None) -> None:
    if message.document_id is not None:
        note_delivery(action, document_id=message.document_id, code=code, state=state, at=at or action.at, reason=reason)
