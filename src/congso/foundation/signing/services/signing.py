"""Sign documents: one PIN for as many as are ticked, wherever the key lies."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import repeat
from threading import Event

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from congso.core import clock
from congso.core.actors import Actor
from congso.core.outside import Silent
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.signing.enums import KeyStore, SignatureKind
from congso.foundation.signing.errors import KeyLocked, KeyUnusable, SessionEnded, SignerSilent, WrongPin
from congso.foundation.signing.keys.held import BadPin, Opened
from congso.foundation.signing.keys.in_file import open_file_key
from congso.foundation.signing.keys.in_module import ModuleKey
from congso.foundation.signing.keys.remote import RemoteKey, RemoteService
from congso.foundation.signing.models import Signature, SigningKey, SigningSession
from congso.foundation.signing.pades import Certificates, Place, Prepared, complete, prepare
from congso.foundation.signing.policies import check_use
from congso.foundation.signing.services.stamping import ask_stamp
from congso.foundation.signing.shown import look_of
from congso.foundation.signing.timestamps import timestamper
from congso.foundation.signing.trust import revocation_state
from congso.foundation.signing.xades import PreparedXml, complete_xml, prepare_xml

TRIES = 5
LOCKED = timedelta(minutes=15)
SESSION = timedelta(minutes=10)
_PAPER = "paper"
AT_ONCE = 6
"""Timestamps asked for at the same time."""


@dataclass(frozen=True)
class Order:
    """One signature wanted: on which document, in which of its fields, as whom."""

    subject_kind: str
    subject_id: str
    pdf: bytes
    place: Place
    kind: SignatureKind
    signer_name: str
    signer_title: str = ""
    reason: str = ""
    location: str = ""
    words: tuple[str, ...] = ()
    """Shown instead of a picture: on annexes and copies, or when the key has no picture."""
    is_xml: bool = False
    """Whether ``pdf`` is an XML instead, signed inside itself (XAdES); then ``place`` says nothing."""
    kept: bool = True
    """Whether the paper lies somewhere and must be the same when a signature from outside comes; a trial page is made anew."""

    @property
    def paper(self) -> str:
        """By what a signing session knows the paper it was begun with."""
        return sha256(self.pdf).hexdigest() if self.kept else ""


@dataclass(frozen=True)
class Signed:
    """A document signed, not yet stored."""

    order: Order
    key: SigningKey
    content: bytes
    at: datetime
    timestamped: bool
    waits: bool = False
    """Whether the timestamp authority was silent: the signature stands, its timestamp follows (``services.stamping``)."""


def certificates_of(key: SigningKey) -> Certificates:
    """The certificate of a key with its chain."""
    rest, chain = bytes(key.chain), []
    while rest:
        each = x509.Certificate.load(rest, strict=False)
        chain.append(each)
        rest = rest[len(each.dump()):]
    return Certificates(x509.Certificate.load(bytes(key.certificate)), tuple(chain))


def _usable_key(actor: Actor, key_id: int) -> tuple[SigningKey, Certificates]:
    """A key the actor may use now, with its certificates; raises NotYourKey, KeyUnusable, KeyLocked."""
    key = SigningKey.objects.select_related("picture").get(pk=key_id)
    check_use(actor, key)
    now = clock.now()
    if key.withdrawn_at is not None:
        raise KeyUnusable(reason=_("khóa đã ngừng sử dụng"))
    if not key.valid_from <= now <= key.valid_to:
        raise KeyUnusable(reason=_("chứng thư số chưa hoặc không còn hiệu lực"))
    if key.locked_until and key.locked_until > now:
        raise KeyLocked(minutes=1 + (key.locked_until - now).seconds // 60)
    found = certificates_of(key)
    if revocation_state(found.own, found.chain) == "revoked":
        raise KeyUnusable(reason=_("chứng thư số đã bị thu hồi"))
    return key, found


def _open(key: SigningKey, pin: str) -> Opened:
    if key.store == KeyStore.FILE:
        return open_file_key(bytes(key.container), pin)
    if key.store == KeyStore.MODULE:
        token, _slash, label = key.reference.partition("/")
        return ModuleKey(settings.CONGSO_PKCS11_MODULE, token, label, pin)
    is_rsa = certificates_of(key).own.public_key.algorithm == "rsa"
    return RemoteKey(RemoteService(settings.CONGSO_CSC_URL, settings.CONGSO_CSC_TOKEN), key.reference, pin, is_rsa=is_rsa)


def sign_documents(*, actor: Actor, key_id: int, pin: str, orders: Sequence[Order]) -> list[Signed]:
    """Sign all documents by one PIN; they are not stored, the caller does that in the action that uses them.

    Raises NotYourKey, KeyUnusable, KeyLocked, WrongPin, SignerSilent, PdfRefused; then nothing was signed, and the
    refusal is in the log. A timestamp authority that is silent refuses nothing: such a signature ``waits``.
    """
    try:
        with write_action("signing.use_key", actor=actor) as action:
            key, certificates = _usable_key(actor, key_id)
            prepared = [_prepare(key, certificates, order) for order in orders]
            signatures = _sign(key, pin, [each.digest for each in prepared])
            with ThreadPoolExecutor(AT_ONCE) as others:  # they wait for the timestamp authority; none asks the database
                signed = list(others.map(_finish, repeat(key), orders, prepared, signatures, repeat(Event())))
            _forgive(key)
            action.record(key, documents=[[order.subject_kind, order.subject_id] for order in orders])
            return signed
    except WrongPin:
        _count_wrong(key_id)
        raise


def _prepare(key: SigningKey, certificates: Certificates, order: Order) -> Prepared | PreparedXml:
    if order.is_xml:
        return prepare_xml(order.pdf, certificates=certificates)
    return prepare(order.pdf, field_name=order.place.name, certificates=certificates, stamp=look_of(key, order),
                   reason=order.reason, location=order.location)  # fmt: skip


def _sign(key: SigningKey, pin: str, digests: list[bytes]) -> list[bytes]:
    try:
        return _open(key, pin).sign_hashes(digests)
    except BadPin as wrong:
        raise WrongPin(left=max(0, TRIES - 1 - key.wrong_pins), field="pin") from wrong
    except Silent as silent:
        raise SignerSilent(service=str(KeyStore(key.store).label)) from silent


def _count_wrong(key_id: int) -> None:
    """Count a wrong PIN; after five the key rests for a quarter of an hour."""
    SigningKey.objects.filter(pk=key_id).update(wrong_pins=F("wrong_pins") + 1)
    SigningKey.objects.filter(pk=key_id, wrong_pins__gte=TRIES).update(wrong_pins=0, locked_until=clock.now() + LOCKED)


def _forgive(key: SigningKey) -> None:
    if key.wrong_pins:
        SigningKey.objects.filter(pk=key.pk).update(wrong_pins=0)


def _finish(key: SigningKey, order: Order, prepared: Prepared | PreparedXml, signature: bytes, silence: Event) -> Signed:
    """The signed document; ``silence`` is set once the timestamp authority did not answer, so that the others do not wait for it too."""
    found, authority = certificates_of(key), timestamper()  # read anew: what asn1crypto reads little by little is not for several threads
    _check(found.own, prepared.digest, signature)
    if isinstance(prepared, PreparedXml):
        return Signed(order, key, complete_xml(prepared, signature, certificates=found), clock.now(), timestamped=False)
    if authority is not None and not silence.is_set():
        try:
            content = complete(prepared, signature, certificates=found, timestamper=authority)
            return Signed(order, key, content, clock.now(), timestamped=True)
        except TimestampRequestError:
            silence.set()
    content = complete(prepared, signature, certificates=found, timestamper=None)
    return Signed(order, key, content, clock.now(), timestamped=False, waits=authority is not None)


def _check(certificate: x509.Certificate, digest: bytes, signature: bytes) -> None:
    """A signature that does not fit the certificate never reaches a document."""
    public = serialization.load_der_public_key(certificate.public_key.dump())
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, digest, ec.ECDSA(Prehashed(hashes.SHA256())))
    except InvalidSignature as wrong:
        raise KeyUnusable(reason=_("chữ ký nhận được không khớp với chứng thư số")) from wrong


def record_signature(action: WriteAction, signed: Signed, *, file: StoredFile) -> Signature:
    """Keep who signed what as whom, inside the caller's action; a signature that waits for its timestamp gets a job for it."""
    order = signed.order
    row = Signature.objects.create(
        key=signed.key, kind=order.kind, subject_kind=order.subject_kind, subject_id=order.subject_id, file=file,
        field_name=order.place.name, signer_name=order.signer_name, signer_title=order.signer_title,
        pressed_by=action.actor.account_id or 0, signed_at=signed.at, timestamped=signed.timestamped,
        waits_since=action.at if signed.waits else None,
    )  # fmt: skip
    if signed.waits:
        ask_stamp(row)
    action.record((order.subject_kind, order.subject_id), signature=row.pk, kind=order.kind, sha256=file.pk,
                  certificate=signed.key.serial, signer=order.signer_name, title=order.signer_title, waits_for_stamp=signed.waits)  # fmt: skip
    return row


def begin_outside(*, actor: Actor, key_id: int, orders: Sequence[Order]) -> list[SigningSession]:
    """Prepare documents for a key on its owner's machine: each session's ``digest`` goes out to be signed."""
    with write_action("signing.begin_outside", actor=actor) as action:
        (key, certificates), batch, rows = _usable_key(actor, key_id), uuid.uuid4(), []
        for order in orders:
            prepared = _prepare(key, certificates, order)
            rows.append(SigningSession(
                batch=batch, key=key, account_id=actor.account_id or 0, subject_kind=order.subject_kind,
                subject_id=order.subject_id, prepared=prepared.dump(), digest=prepared.digest, begun_at=action.at,
                ends_at=action.at + SESSION, details={_PAPER: order.paper}))  # fmt: skip
        SigningSession.objects.bulk_create(rows)
        action.record(key, documents=[[each.subject_kind, each.subject_id] for each in rows])
    return rows


def finish_outside(*, actor: Actor, batch: uuid.UUID, signatures: Mapping[str, bytes], orders: Sequence[Order]) -> list[Signed]:
    """Put the signatures of the owner's machine (by session) into the documents that were prepared.

    Raises SessionEnded when a session is over, done, or somebody else's; KeyUnusable when a signature does not fit.
    """
    with write_action("signing.finish_outside", actor=actor) as action:
        rows = _waiting(actor, batch, orders, signatures)
        keys = {row.key_id: _usable_key(actor, row.key_id)[0] for row in rows}
        silence = Event()
        made = [
            _finish(keys[row.key_id], order, _loaded(order, bytes(row.prepared)), signatures[str(row.pk)], silence)
            for order, row in zip(orders, rows, strict=True)
        ]
        SigningSession.objects.filter(batch=batch).update(done_at=action.at, prepared=b"")
        for key in keys.values():
            action.record(key, documents=[[order.subject_kind, order.subject_id] for order in orders])
    return made


def _loaded(order: Order, content: bytes) -> Prepared | PreparedXml:
    return PreparedXml.load(content) if order.is_xml else Prepared.load(content)


def _waiting(actor: Actor, batch: uuid.UUID, orders: Sequence[Order], signatures: Mapping[str, bytes]) -> list[SigningSession]:
    """The sessions of a batch in the order of the documents."""
    mine = SigningSession.objects.select_for_update().filter(batch=batch, account_id=actor.account_id or 0, done_at=None)
    rows = {(row.subject_kind, row.subject_id): row for row in mine.filter(ends_at__gt=clock.now())}
    found = [row for order in orders if (row := rows.get((order.subject_kind, order.subject_id))) and str(row.pk) in signatures
             and row.details.get(_PAPER) == order.paper]  # a paper changed meanwhile is not signed
    if not found or len(found) != len(orders):
        raise SessionEnded
    return found
