"""Take keys in and withdraw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.outside import Silent
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.errors import KeyFileRefused, KeyUnusable, SignerSilent
from congso.foundation.signing.keys.in_file import lock
from congso.foundation.signing.keys.remote import RemoteService
from congso.foundation.signing.models import SigningKey
from congso.foundation.signing.policies import check_keep
from congso.foundation.signing.trust import certificate_of, certificates_of_file

SHORTEST_PIN = 6


@dataclass(frozen=True)
class Owner:
    """Whose key: an account's or a unit's."""

    account_id: int | None = None
    unit_id: int | None = None


def add_file_key(*, actor: Actor, owner: Owner, container: bytes, pin: str, picture: StoredFile | None = None) -> SigningKey:
    """Take a PKCS#12 file in; its key stays locked by its own password, which is not kept. Raises KeyFileRefused."""
    with write_action("signing.add_key", actor=actor) as action:
        certificates, locked = _opened(container, pin)
        return _add(action, owner, KeyStore.FILE, certificates, picture, container=locked)


def _opened(container: bytes, pin: str) -> tuple[list[x509.Certificate], bytes]:
    """Certificates of a file, the key's own first, and its key locked anew by the same password."""
    try:
        found = pkcs12.load_pkcs12(container, pin.encode())
    except ValueError as broken:
        raise KeyFileRefused(reason=_("không phải PKCS#12, hoặc mật khẩu không đúng"), field="pin") from broken
    if found.key is None or found.cert is None:
        raise KeyFileRefused(reason=_("tệp không có khóa cùng chứng thư số"), field="container")
    if len(pin) < SHORTEST_PIN:
        raise KeyFileRefused(reason=_("mật khẩu của tệp phải có ít nhất %(count)d ký tự") % {"count": SHORTEST_PIN}, field="pin")
    found_ones = (found.cert, *found.additional_certs)
    certificates = [x509.Certificate.load(each.certificate.public_bytes(serialization.Encoding.DER)) for each in found_ones]
    return certificates, lock(found.key, pin)


def add_remote_key(*, actor: Actor, owner: Owner, credential: str, picture: StoredFile | None = None) -> SigningKey:
    """Take a credential of the remote service in; its certificate is asked for there. Raises SignerSilent."""
    with write_action("signing.add_key", actor=actor) as action:
        try:
            found = RemoteService(settings.CONGSO_CSC_URL, settings.CONGSO_CSC_TOKEN).certificates(credential)
        except (Silent, ValueError, KeyError) as silent:
            raise SignerSilent(service=str(KeyStore.REMOTE.label)) from silent
        return _add(action, owner, KeyStore.REMOTE, found, picture, reference=credential)


def credentials_of(person: str) -> list[str]:
    """Credentials that the remote service keeps for somebody, by their number there. Raises SignerSilent."""
    try:
        return RemoteService(settings.CONGSO_CSC_URL, settings.CONGSO_CSC_TOKEN).credentials(person)
    except (Silent, ValueError, KeyError) as silent:
        raise SignerSilent(service=str(KeyStore.REMOTE.label)) from silent


def add_outside_key(*, actor: Actor, owner: Owner, store: KeyStore, certificate: bytes, chain: Sequence[bytes] = (),
                    reference: str = "", picture: StoredFile | None = None) -> SigningKey:  # fmt: skip
    """Name a key that lies in a device of the server or on its owner's machine (``reference`` as in the model).

    ``certificate`` is PEM, perhaps with its chain, or DER. Raises KeyFileRefused.
    """
    with write_action("signing.add_key", actor=actor) as action:
        try:
            found = [*certificates_of_file(certificate), *(certificate_of(each) for each in chain)]
        except (ValueError, TypeError) as broken:
            raise KeyFileRefused(reason=_("không phải chứng thư số"), field="certificate") from broken
        return _add(action, owner, store, found, picture, reference=reference)


def _add(action: WriteAction, owner: Owner, store: KeyStore, found: list[x509.Certificate], picture: StoredFile | None,
         *, container: bytes = b"", reference: str = "") -> SigningKey:  # fmt: skip
    own, *chain = found
    check_keep(action.actor, account_id=owner.account_id, unit_id=owner.unit_id)
    key = SigningKey(
        account_id=owner.account_id, unit_id=owner.unit_id, store=store, certificate=own.dump(), picture=picture,
        chain=b"".join(each.dump() for each in chain), serial=f"{own.serial_number:x}", container=container,
        subject=own.subject.human_friendly[:250], issuer=own.issuer.human_friendly[:250], reference=reference,
        valid_from=own.not_valid_before, valid_to=own.not_valid_after, added_at=action.at,
    )  # fmt: skip
    _store(key)
    action.record(key, account=key.account_id, unit=key.unit_id, store=key.store, serial=key.serial, valid_to=key.valid_to)
    return key


def _store(key: SigningKey) -> None:
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError as twice:
        raise KeyFileRefused(reason=_("chứng thư số này đã được đăng ký")) from twice


def change_picture(*, actor: Actor, key_id: int, picture: StoredFile | None) -> None:
    """Give a key another picture of the signature or seal."""
    with write_action("signing.change_picture", actor=actor) as action:
        key = SigningKey.objects.select_for_update().get(pk=key_id)
        check_keep(actor, account_id=key.account_id, unit_id=key.unit_id)
        key.picture = picture
        key.save(update_fields=["picture"])
        action.record(key, picture=picture.pk if picture else "")


def withdraw_key(*, actor: Actor, key_id: int, reason: str) -> None:
    """Let a key sign no more here; what it signed stays. Its container is forgotten."""
    with write_action("signing.withdraw_key", actor=actor) as action:
        key = SigningKey.objects.select_for_update().get(pk=key_id)
        check_keep(actor, account_id=key.account_id, unit_id=key.unit_id)
        if key.withdrawn_at is not None:
            raise KeyUnusable(reason=_("khóa đã ngừng sử dụng"))
        key.withdrawn_at, key.container = clock.now(), b""
        key.save(update_fields=["withdrawn_at", "container"])
        action.record(key, reason=reason, serial=key.serial)
