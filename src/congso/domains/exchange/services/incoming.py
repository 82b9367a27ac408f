"""What comes over the axis: fetched, checked, put before the registry, answered."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import system_actor
from congso.core.errors import DomainError
from congso.core.outside import Rejected, Silent
from congso.core.text import fold, nfc
from congso.domains.exchange.arriving import Arrived, take
from congso.domains.exchange.arriving_together import is_plain, take_plain
from congso.domains.exchange.errors import ArrivalRefused, AttachmentRefused, NotOurs, SignatureRefused
from congso.domains.exchange.heading import said_of
from congso.domains.exchange.models import Connection, Correspondent, Kind, Message, Way
from congso.domains.exchange.services.outgoing import message_key
from congso.domains.exchange.services.sending import EDXML, client_for
from congso.foundation.audit.writing import WriteAction, record_refusal, write_action
from congso.foundation.axes.facade import AxisClient, Item, Receipt
from congso.foundation.edxml.facade import (
    BusinessType,
    DocumentMessage,
    EdxmlRefused,
    Parcel,
    ReceivedAttachment,
    StatusMessage,
    new_code_of,
    read,
    trusted,
    verify,
)
from congso.foundation.files.content import PDF, FileInfected, FileRefused, media_type
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_as_is, store_together
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Unit
from congso.foundation.orgs.queries import successor_of_each, tree

MOST = 100
NOT_KNOWN = "15"
"""The axis's code for a system that it does not know, or whose secret is wrong."""
LISTED_FOR = 10
"""Seconds for which the certificates of an agency are believed."""
GROUP = 20
"""How many messages are taken together, in one transaction."""
SMALL = 600_000
"""Bytes up to which a message is fetched together with others."""
_UNTYPED = "application/octet-stream"


def receive_all() -> int:
    """Ask every open connection what has come; how many messages were settled. One that is silent or refuses us is noted and passed over."""
    done = 0
    for connection in Connection.objects.filter(closed_at=None):
        if time.monotonic() - _asked_at.get(connection.pk, float("-inf")) < connection.poll_seconds:
            continue
        with epoch.known():
            try:
                settled, trouble = _round(connection, client_for(connection))
            except (Silent, Rejected) as failed:
                settled, trouble = 0, str(failed)
            _note_trouble(connection, trouble[:300])
        done += settled
        if not settled:  # while there is something, the axis is asked again at once
            _asked_at[connection.pk] = time.monotonic()
    return done


_asked_at: dict[int, float] = {}
"""When this process asked an axis last and there was nothing."""


def _note_trouble(connection: Connection, trouble: str) -> None:
    """Kept for the screen; written only when it changed, or once a minute while all is well."""
    now = clock.now()
    is_old = connection.heard_at is None or (now - connection.heard_at).total_seconds() > 60
    if connection.trouble != trouble or (not trouble and is_old):
        connection.trouble, connection.heard_at = trouble, connection.heard_at if trouble else now
        Connection.objects.filter(pk=connection.pk).update(trouble=trouble, heard_at=connection.heard_at)


def receive(connection: Connection, *, client: AxisClient | None = None) -> int:
    """Take what waits at one axis, in its order; how many were settled.

    What fails for a passing reason waits for the next round, and so does everything after it about the same document.
    Raises Silent, Rejected.
    """
    return _round(connection, client or client_for(connection))[0]


def _round(connection: Connection, axis: AxisClient) -> tuple[int, str]:
    """How many were settled, and what keeps a message waiting that we could not take though it came."""
    settled, held = 0, dict[str, str]()
    items = axis.waiting(most=MOST)
    for start in range(0, len(items), GROUP):
        receipts = list(_receive_group(connection, axis, items[start : start + GROUP], held))
        if receipts:
            axis.settle(receipts)
        settled += len(receipts)
    return settled, next((why for why in held.values() if why), "")


def _receive_group(connection: Connection, axis: AxisClient, items: Sequence[Item], held: dict[str, str]) -> Iterator[Receipt]:
    """Small plain messages together; what needs a look of its own, or is refused, one by one, in their order."""
    contents = axis.fetch_many([each.reference for each in items if each.size <= SMALL])
    run: list[Held] = []
    for item in items:
        if item.document_key in held:
            continue
        held_one = _read_small(connection, item, contents[item.reference]) if item.reference in contents else None
        if held_one is not None:
            run.append(held_one)
            continue
        yield from _take_run(connection, run, held)
        run = []
        receipt = _receive_one(connection, axis, item, contents.get(item.reference), held)
        if receipt is not None:
            yield receipt
    yield from _take_run(connection, run, held)


@dataclass(frozen=True)
class _Told:
    kind: Kind
    code: str
    sender: str
    document_key: str
    title: str
    receiver: str
    agency_id: int
    key: str


@dataclass(frozen=True)
class Held:
    """A plain message that was read and judged, waiting to be taken with others."""

    item: Item
    content: BytesIO
    told: _Told
    found: Parcel
    signer: str


def _read_small(connection: Connection, item: Item, content: bytes) -> Held | None:
    """The message when it is a plain new document or report; None for everything else, which is taken alone."""
    stream = BytesIO(content)
    try:
        found = read(stream, None, in_memory=True, strict=connection.is_strict, verifying=True, allow_sha1=connection.accept_sha1)
        told = _told(found, item.receiver)
        if not is_plain(found.message):
            return None
        signer = _judged(connection, stream, found, told.sender)
    except (EdxmlRefused, ArrivalRefused):
        return None
    return None if any(not each.size for each in found.attachments) else Held(item, stream, told, found, signer)


def _take_run(connection: Connection, run: Sequence[Held], held: dict[str, str]) -> Iterator[Receipt]:
    """Several plain messages in one transaction; when that fails for any of them, one by one."""
    if not run:
        return
    if _trouble_of(lambda: _take_together(connection, run)) is None:
        yield from (Receipt(each.item.reference, taken=True) for each in run)
        return
    for each in run:
        with tempfile.TemporaryDirectory(prefix="congso-edxml-") as name:
            receipt = _judge(connection, each.item, each.content, Path(name), held) if each.item.document_key not in held else None
            if receipt is not None:
                yield receipt


def _trouble_of(work: Callable[[], object]) -> Exception | None:
    """Do it; what it failed with. One message that we cannot take may not end all receiving, whatever is wrong with it or with us."""
    try:
        work()
    except Exception as broken:  # noqa: BLE001 - told by its caller, see above
        return broken
    return None


def _take_together(connection: Connection, run: Sequence[Held]) -> None:
    keys = [each.told.key for each in run]
    known = set(Message.objects.filter(way=Way.IN, key__in=keys).values_list("agency_id", "key"))
    fresh = list({(each.told.agency_id, each.told.key): each for each in run if (each.told.agency_id, each.told.key) not in known}.values())
    if not fresh:
        return
    with write_action("exchange.receive", actor=system_actor(_("Trục liên thông"))) as action:
        contents: list[tuple[BinaryIO, str, str]] = [(each.content, EDXML, "edxml") for each in fresh]
        for each in fresh:
            for given in each.found.attachments:
                stream = given.open()
                contents.append((stream, _kind_of(stream, given.name, given.size), given.name))
        stored = store_together(contents)
        further, pairs = iter(stored[len(fresh) :]), []
        for each, file in zip(fresh, stored, strict=False):
            message = _message(connection, each.told, each.found, each.signer, each.item.passed)
            message.at, message.file = action.at, file
            files = sorted(((next(further), given.name) for given in each.found.attachments), key=lambda pair: pair[0].media_type != PDF)
            pairs.append((message, Arrived(each.found.message, each.item.receiver, files)))
        take_plain(action, pairs)
        for message, _arrived in pairs:
            action.insert(message)
            action.record(message, document=message.document_key, sender=message.sender_code, code=message.code, signer=message.signer)


def _kind_of(stream: BinaryIO, name: str, size: int) -> str:
    with suppress(FileRefused):
        return media_type(stream, name, size)
    return _UNTYPED


def _receive_one(connection: Connection, axis: AxisClient, item: Item, content: bytes | None, held: dict[str, str]) -> Receipt | None:
    """What is to be said of one message; None when it has to wait. Raises Rejected when the axis knows us no more."""
    with tempfile.TemporaryDirectory(prefix="congso-edxml-") as name:
        folder = Path(name)
        with (folder / "message").open("w+b") as stream:
            try:
                if content is None:
                    axis.fetch(item.reference, stream)
                else:
                    stream.write(content)
            except Silent:
                held[item.document_key] = ""
                return None
            except Rejected as gone:
                if gone.code == NOT_KNOWN:
                    raise
                return Receipt(item.reference, taken=False, error_code=gone.code, error=gone.reason)
            return _judge(connection, item, stream, folder, held)


def _judge(connection: Connection, item: Item, stream: BinaryIO, folder: Path, held: dict[str, str]) -> Receipt | None:
    """Taken, or refused with the axis's code; what fails for a reason of our own waits, told on the screen, and holds up nothing else."""
    match _trouble_of(lambda: take_in(connection=connection, receiver=item.receiver, source=stream, folder=folder, passed=item.passed)):
        case None:
            return Receipt(item.reference, taken=True)
        case EdxmlRefused() | ArrivalRefused() | FileInfected() as refused:
            code = str(int(refused.axis_code)) if isinstance(refused, EdxmlRefused) else getattr(refused, "axis_code", "21")
            _keep_refused(connection, item, stream, code, refused)
            return Receipt(item.reference, taken=False, error_code=code, error=str(refused)[:300])
        case IntegrityError():  # another process took the same at the same moment; it comes again and is known then
            held[item.document_key] = ""
        case broken:
            said = {"key": item.document_key, "error": f"{type(broken).__name__} {broken}"}
            held[item.document_key] = _("Gói tin %(key)s chưa nhận được: %(error)s") % said
    return None


def take_in(*, connection: Connection, receiver: str, source: BinaryIO, folder: Path, passed: Sequence[Sequence[str]] = ()) -> Message:
    """Take a message in for one of our agencies: read, signature checked, kept whole, acted upon, in one transaction.

    The same message again gives the same row. Raises EdxmlRefused, SignatureRefused, NotOurs, AttachmentRefused,
    UnknownDocument; nothing is kept then but the line that says so.
    """
    inside = folder / "attachments"
    inside.mkdir(exist_ok=True)
    source.seek(0)
    found = read(source, inside, strict=connection.is_strict, verifying=True, allow_sha1=connection.accept_sha1)
    told = _told(found, receiver)
    known = Message.objects.filter(way=Way.IN, agency_id=told.agency_id, key=told.key).first()
    if known is not None:
        return known
    signer = _judged(connection, source, found, told.sender)
    actor = system_actor(_("Trục liên thông"))
    with write_action("exchange.receive", actor=actor) as action:
        message = _message(connection, told, found, signer, passed)
        message.at = action.at
        message.file = store_as_is(source, kind=EDXML, name="edxml")
        message.save(force_insert=True)
        take(action, message, Arrived(found.message, receiver, kept_files(found)))
        message.save(update_fields=["document"])
        action.record(message, document=told.document_key, sender=told.sender, code=told.code, signer=signer)
    return message


def _told(found: Parcel, receiver: str) -> _Told:
    message = found.message
    sender = new_code_of((message.sender.organ_id if message.sender else "") or "")
    agency_id = our_agency(receiver)
    if isinstance(message, StatusMessage):
        about, moment = message.response_for, message.timestamp
        document_key = (about.document_id if about else "") or ""
        title = f"{message.code.label if message.code else ''}: {about.code if about else ''}"
        kind, code, when = Kind.STATUS, str(message.code or ""), moment.isoformat() if moment else ""
    else:
        business = (message.business.type if message.business else None) or BusinessType.NEW
        hop = message.trace[0].timestamp if business == BusinessType.UPDATE and message.trace else None
        document_key, title = message.identity, f"{message.number_text} {message.subject or ''}"
        kind, code, when = Kind.DOCUMENT, str(business), hop.isoformat() if hop else ""
    key = message_key(kind, code, sender, document_key, when, [receiver])
    return _Told(kind, code, sender, document_key, nfc(title, collapse=True)[:300], receiver, agency_id, key)


def our_agency(code: str) -> int:
    """Our agency with this code, or the one that carries on its work; raises NotOurs."""
    units = tree()
    found = next((node.id for node in units.nodes.values() if node.identifier == code), None)
    if found is None:
        former = Unit.objects.filter(identifier=code).order_by("-valid_from").values_list("pk", flat=True).first()
        found = successor_of_each().get(former) if former is not None else None
    if not code or found is None or found not in units.nodes:
        raise NotOurs(codes=code)
    return units.agency_of(found).id


def _judged(connection: Connection, source: BinaryIO, found: Parcel, sender: str) -> str:
    """Who signed, in words; raises SignatureRefused unless it holds and is the sender's."""
    if found.signature is None:
        if not connection.accept_unsigned:
            raise SignatureRefused(reason=_("gói tin chưa được ký"))
        return ""
    check = found.check
    if check is None or not check.intact:  # files before the signed header cannot be judged in the same pass
        source.seek(0)
        check = verify(source, found.signature, allow_sha1=connection.accept_sha1)
    if not check.intact:
        raise SignatureRefused(reason=check.reason)
    print_ = hashlib.sha256(check.certificate_der).hexdigest()
    if print_ not in _listed(connection.pk, sender, clock.now().timestamp() // LISTED_FOR) and not trusted(check.certificate_der, found.signature.certificates[1:]):
        raise SignatureRefused(reason=_("chứng thư số không thuộc nơi gửi và không đến gốc tin cậy"))
    return print_


@lru_cache(maxsize=4096)
def _listed(connection_id: int, sender: str, _moment: float) -> frozenset[str]:
    """Fingerprints with which an agency signs, as the axis lists them; asked for anew every few seconds."""
    found = Correspondent.objects.filter(connection_id=connection_id, code=sender).values_list("certificates", flat=True).first()
    return frozenset(found or [])


def _message(connection: Connection, told: _Told, found: Parcel, signer: str, passed: Sequence[Sequence[str]]) -> Message:
    verdict = _("Chữ ký nguyên vẹn, chứng thư số của nơi gửi") if signer else _("Không có chữ ký")
    return Message(
        way=Way.IN, kind=told.kind, code=told.code, connection=connection, key=told.key, agency_id=told.agency_id, sender_code=told.sender[:35],
        receiver_codes=[told.receiver], document_key=told.document_key[:200], title=told.title, signer=signer, verdict=verdict,
        search_key=fold(f"{told.document_key} {told.title}"), tolerated=found.tolerated, said=said_of(found.message, passed),
    )  # fmt: skip


def kept_files(found: Parcel) -> Sequence[tuple[StoredFile, str]]:
    """What came with it, kept by content; the first PDF stands first, since it is the document. Raises AttachmentRefused."""
    kept = [(_kept(each), each.name) for each in found.attachments]
    return sorted(kept, key=lambda pair: pair[0].media_type != PDF)


def _kept(attachment: ReceivedAttachment) -> StoredFile:
    if attachment.size == 0:
        raise AttachmentRefused(reason=_("«%(name)s» rỗng") % {"name": attachment.name})
    with attachment.open() as stream:
        return store_as_is(stream, kind=_kind_of(stream, attachment.name, attachment.size), name=attachment.name)


def _keep_refused(connection: Connection, item: Item, stream: BinaryIO, code: str, refused: DomainError) -> None:
    """The log says what was refused and why, with the message as it came; once."""
    record_refusal(WriteAction("exchange.receive", system_actor(_("Trục liên thông"))), refused)
    with suppress(NotOurs), transaction.atomic():
        key = message_key(item.kind, "refused", item.sender, item.document_key, item.reference, [item.receiver])
        stream.seek(0)
        stored = store_as_is(stream, kind=EDXML, name="edxml") if not isinstance(refused, FileInfected) else None
        Message.objects.get_or_create(
            way=Way.IN, agency_id=our_agency(item.receiver), key=key,
            defaults={"kind": item.kind if item.kind in Kind.values else Kind.DOCUMENT, "connection": connection, "sender_code": item.sender[:35],
                      "receiver_codes": [item.receiver[:35]], "document_key": item.document_key[:200], "title": nfc(item.title)[:300], "at": clock.now(),
                      "search_key": fold(f"{item.document_key} {item.title}"), "error_code": code[:20], "error": str(refused)[:300], "file": stored},
        )  # fmt: skip


def message_content(message: Message) -> BinaryIO | None:
    """The message as it was; None before it left."""
    return open_file(message.file) if message.file else None


__all__ = ["DocumentMessage", "message_content", "our_agency", "receive", "receive_all", "take_in"]
