"""The key with which this installation signs its messages (khóa của hệ thống): a file beside the data, no person's key."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from congso.core import clock

_NAME = re.compile(r"^[a-z0-9-]{1,60}$")
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sha1": hashes.SHA1}
"""Old partners read nothing newer than SHA-1."""
YEARS = 5


def path_of(name: str) -> Path:
    """Where the key of this name lies; raises ValueError for a name that is none."""
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return Path(settings.CONGSO_KEYS) / f"exchange-{name}.p12"


class SystemKey:
    """A key of the installation: signs hashes, shows its certificate."""

    def __init__(self, container: bytes, pin: str) -> None:
        found = pkcs12.load_pkcs12(container, pin.encode() or None)
        if found.key is None or found.cert is None:
            raise ValueError("no key")
        self._key: Any = found.key
        self.certificate_der = found.cert.certificate.public_bytes(serialization.Encoding.DER)
        self.chain_der = [each.certificate.public_bytes(serialization.Encoding.DER) for each in found.additional_certs]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its certificate, hex."""
        return hashlib.sha256(self.certificate_der).hexdigest()

    def sign_hash(self, digest: bytes, algorithm: str) -> bytes:
        """PKCS #1 v1.5 over a hash made elsewhere."""
        signed: bytes = self._key.sign(digest, padding.PKCS1v15(), Prehashed(_HASHES[algorithm]()))
        return signed


def key_of(name: str) -> SystemKey | None:
    """The key of this name; None when nothing was put there."""
    path = path_of(name)
    return _opened(str(path), path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=8)
def _opened(path: str, _changed: int) -> SystemKey:
    return SystemKey(Path(path).read_bytes(), settings.CONGSO_EXCHANGE_PIN)


def keep(name: str, container: bytes) -> SystemKey:
    """Put a PKCS#12 container there, readable for this account only; raises ValueError when it is none or its PIN another."""
    found = SystemKey(container, settings.CONGSO_EXCHANGE_PIN)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".new")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(container)
    part.replace(path)
    return found


@dataclass(frozen=True)
class KeyLine:
    """A key that was put there, as the screen shows it; ``opens`` is false when the installation's PIN is another."""

    name: str
    opens: bool
    organisation: str = ""
    fingerprint: str = ""
    valid_to: datetime | None = None

    @property
    def last_day(self) -> date | None:
        """The last day of its certificate."""
        return clock.local(self.valid_to).date() if self.valid_to else None

    @property
    def days_left(self) -> int:
        """Days until its certificate ends; below 0 afterwards."""
        return (self.valid_to - clock.now()).days if self.valid_to else 0


def all_keys() -> list[KeyLine]:
    """Every key of the installation by name."""
    places = sorted(Path(settings.CONGSO_KEYS).glob("exchange-*.p12"))
    return [_line(path.stem.removeprefix("exchange-")) for path in places if _NAME.fullmatch(path.stem.removeprefix("exchange-"))]


def _line(name: str) -> KeyLine:
    try:
        found = key_of(name)
    except ValueError:
        found = None
    if found is None:
        return KeyLine(name, opens=False)
    certificate = x509.load_der_x509_certificate(found.certificate_der)
    names = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME) or certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return KeyLine(name, True, str(names[0].value) if names else "", certificate.fingerprint(hashes.SHA256()).hex(), certificate.not_valid_after_utc)


def locked_anew(name: str, container: bytes, pin: str) -> bytes:
    """A container from elsewhere, locked by the installation's own PIN; raises ValueError when it is none, or no RSA key with its certificate."""
    found = pkcs12.load_pkcs12(container, pin.encode() or None)
    if not isinstance(found.key, rsa.RSAPrivateKey) or found.cert is None:
        raise ValueError("no RSA key with a certificate")
    further = [each.certificate for each in found.additional_certs]
    return pkcs12.serialize_key_and_certificates(name.encode(), found.key, found.cert.certificate, further or None, _lock())


def _lock() -> serialization.KeySerializationEncryption:
    pin = settings.CONGSO_EXCHANGE_PIN.encode()
    return serialization.BestAvailableEncryption(pin) if pin else serialization.NoEncryption()


def make_self_signed(name: str, organisation: str) -> bytes:
    """A new key with a certificate of its own (RSA 3072), whose fingerprint is registered at the axis."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64])])
    now = clock.now()
    built = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    built = built.serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=365 * YEARS))
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False, key_agreement=False,
                          key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False)  # fmt: skip
    certificate = built.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, _lock())
