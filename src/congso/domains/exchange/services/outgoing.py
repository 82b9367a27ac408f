"""Our documents and states on their way out: written with the change, made into messages when they leave."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.text import fold, nfc
from congso.domains.documents.facade import (
    ArrivalStep,
    Delivery,
    Document,
)
from congso.domains.exchange import composing
from congso.domains.exchange.models import Correspondent, Kind, Message, StatusNote, Way
from congso.domains.exchange.standing import voice_of
from congso.foundation.audit.writing import WriteAction
from congso.foundation.files.models import StoredFile
from congso.foundation.outbox.services import Out, put, put_new

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

    def find(self, words: str) -> list[tuple[str, str]]:
        """(name, code) of agencies reached today whose name or code has these words, twenty of them."""
        rows = Correspondent.objects.filter(connection__closed_at=None, locked_reason="").filter(Q(valid_to=None) | Q(valid_to__gt=clock.today()))
        for word in fold(words).split():
            rows = rows.filter(Q(name_key__contains=word) | Q(code__icontains=word))
        found = rows.filter(Q(valid_from=None) | Q(valid_from__lte=clock.today())).order_by("code", "connection_id").values_list("code", "name")[:40]
        return [(name, code) for code, name in dict(found).items()][:20]

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
            values = composing.status_values(code="13", at=action.at, sender=voice_of(document.agency_id, document.issuer_code), about=about,
                                             description=reason, actor=action.actor, to=mine)  # fmt: skip
            title = _("Lấy lại %(number)s: %(reason)s") % {"number": document.number_text, "reason": reason}
            _put(action, connection_id, document, Kind.STATUS, "13", values, mine, title)

    def withdrawn(self, action: WriteAction, document: Document, delivery: Delivery, reason: str) -> None:
        """An update (ReceiverType 0) to the one receiver that is to have it no longer."""
        sent = Message.objects.filter(way=Way.OUT, kind=Kind.DOCUMENT, document=document, receiver_codes__contains=[delivery.code]).order_by("-pk").first()
        if sent is None or sent.connection_id is None:
            return
        values = composing.withdrawal_values(document, delivery, at=action.at, actor=action.actor, reason=reason)
        title = _("Rút nơi nhận %(name)s: %(reason)s") % {"name": delivery.name, "reason": reason}
        _put(action, sent.connection_id, document, Kind.DOCUMENT, values["business"], values, [delivery.code], title)

    def demand_answered(self, action: WriteAction, document: Document, is_agreed: bool, answer: str) -> None:
        """Agreed (15) or refused (16), to who sent the document."""
        came = Message.objects.filter(way=Way.IN, kind=Kind.DOCUMENT, document=document).order_by("pk").first()
        if came is not None:
            report(action, came, ["15" if is_agreed else "16"], answer)

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
    sender = voice_of(came.agency_id, came.receiver_codes[0])
    about = {"organ_id": came.sender_code, "code": came.document.number_text, "on": str(came.document.issued_on or ""),
             "document_id": came.document_key}  # fmt: skip
    at = clock.local(action.at).replace(microsecond=0)
    for code in codes:
        words = note or str(composing.status_of(code).label)
        values = composing.status_values(code=code, at=at, sender=sender, about=about, description=words, actor=action.actor)
        title = f"{composing.status_of(code).label}: {came.document.number_text}"
        message = _put(action, came.connection_id, came.document, Kind.STATUS, code, values, [came.sender_code], title, agency_id=came.agency_id)
        if message is not None:
            StatusNote.objects.create(document=came.document, code_of_receiver=came.receiver_codes[0], status=code, at=at, noted_at=action.at,
                                      reason=words[:500], staff=action.actor.name[:200], message=message, is_ours=True)  # fmt: skip


def report_arrived(action: WriteAction, arrived: Sequence[tuple[Message, Document]]) -> None:
    """Tell the senders of documents that have just come, and never came before, that they arrived (01): rows for the action's end."""
    at = clock.local(action.at).replace(microsecond=0)
    outs = []
    for came, document in arrived:
        sender = voice_of(came.agency_id, came.receiver_codes[0])
        about = {"organ_id": came.sender_code, "code": document.number_text, "on": str(document.issued_on or ""), "document_id": came.document_key}
        label = str(composing.status_of("01").label)
        values = composing.status_values(code="01", at=at, sender=sender, about=about, description=label, actor=action.actor)
        title = f"{label}: {document.number_text}"
        key = message_key(Kind.STATUS, "01", sender["organ_id"], came.document_key, values["at"], [came.sender_code])
        message = Message(
            way=Way.OUT, kind=Kind.STATUS, code="01", connection_id=came.connection_id, key=key, agency_id=came.agency_id,
            sender_code=sender["organ_id"], receiver_codes=[came.sender_code], document_key=came.document_key, document=document,
            title=title[:300], search_key=fold(f"{came.document_key} {title}"), at=action.at,
        )  # fmt: skip
        note = StatusNote(document=document, code_of_receiver=came.receiver_codes[0], status="01", at=at, noted_at=action.at, reason=label,
                          staff=action.actor.name[:200], message=message, is_ours=True)  # fmt: skip
        action.insert(message, note)
        outs.append(_out(message, values))
    put_new(action, outs)


def _out(message: Message, values: dict[str, Any], file: StoredFile | None = None) -> Out:
    return Out(channel=CHANNEL, key=str(message.pk), order_key=f"{message.connection_id}:{message.document_id}", title=message.title,
               agency_id=message.agency_id, subject_id=message.document_id, file=file,
               payload={"message": str(message.pk), "connection": message.connection_id, "kind": str(message.kind), "values": values})  # fmt: skip


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
    put(action, [_out(message, values, document.file if kind == Kind.DOCUMENT else None)])
    return message


def message_key(kind: str, code: str, sender: str, about: str, moment: str, receivers: Iterable[str]) -> str:
    """What tells a message from its repetition."""
    return hashlib.sha256("\n".join([kind, code, sender, about, moment, *sorted(receivers)]).encode()).hexdigest()
