"""Make the authority and issue certificates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from congso.entry.simulators.authority.folder import Folder, Issued, Pair

COUNTRY = "VN"
ORGANISATION = "Chứng thực số dùng thử"
SIGNERS_DAYS = 3 * 365
OWN_DAYS = 15 * 365


@dataclass(frozen=True)
class Subject:
    """Whom a certificate names: a person with their agency, or an agency (``person`` empty)."""

    common_name: str
    organisation: str
    unit: str = ""
    title: str = ""
    identifier: str = ""
    """Personal number ``CCCD:…`` or tax code ``MST:…``, as Vietnamese authorities write it into UID."""


def _name(subject: Subject) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, COUNTRY), (NameOID.ORGANIZATION_NAME, subject.organisation),
             (NameOID.ORGANIZATIONAL_UNIT_NAME, subject.unit), (NameOID.TITLE, subject.title),
             (NameOID.COMMON_NAME, subject.common_name), (NameOID.USER_ID, subject.identifier)]  # fmt: skip
    return x509.Name([x509.NameAttribute(kind, value[:64]) for kind, value in parts if value])


def new_key() -> rsa.RSAPrivateKey:
    """RSA of 2048 bits: what pdfsig, xmlsec1 and the exchange's rsa-sha256 all take."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _usage(**on: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{name: on.get(name, False) for name in names})


@dataclass(frozen=True)
class _Order:
    subject: x509.Name
    public_key: Any
    days: int
    usage: x509.KeyUsage
    extensions: Sequence[tuple[x509.ExtensionType, bool]] = ()


class Authority:
    """Root, issuing authority, timestamp authority and responder of one folder."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = Folder(folder), address.rstrip("/")

    def make(self) -> None:
        """Make the authority's own keys and certificates, once."""
        if self.folder.exists:
            return
        root_key, root_name = new_key(), _name(Subject("Gốc dùng thử Công Sở", ORGANISATION))
        authority = _usage(key_cert_sign=True, crl_sign=True)
        order = _Order(root_name, root_key.public_key(), OWN_DAYS, authority, [(x509.BasicConstraints(True, 1), True)])
        root = Pair(root_key, self._signed(order, Pair(root_key, None), root_name))  # type: ignore[arg-type]
        issuing = self._own("Cơ quan chứng thực dùng thử", root, authority, (x509.BasicConstraints(True, 0), True))
        stamping = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        answering = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)
        tsa = self._own("Dấu thời gian dùng thử", issuing, _usage(digital_signature=True), stamping)
        ocsp = self._own(
            "Trả lời trạng thái dùng thử", issuing, _usage(digital_signature=True), answering, (x509.OCSPNoCheck(), False)
        )
        for name, pair in {"issuing": issuing, "tsa": tsa, "ocsp": ocsp, "root": root}.items():
            self.folder.write_pair(name, pair)

    def _own(self, name: str, by: Pair, usage: x509.KeyUsage, *extensions: tuple[x509.ExtensionType, bool]) -> Pair:
        key = new_key()
        order = _Order(_name(Subject(name, ORGANISATION)), key.public_key(), OWN_DAYS, usage, extensions)
        return Pair(key, self._signed(order, by, by.certificate.subject))

    def _signed(self, order: _Order, by: Pair, issuer: x509.Name, days_ago: int = 1) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder().subject_name(order.subject).issuer_name(issuer).public_key(order.public_key)
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=days_ago))
            .not_valid_after(now - timedelta(days=days_ago) + timedelta(days=order.days)).add_extension(order.usage, True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(order.public_key), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), False)
        )  # fmt: skip
        for extension, critical in order.extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(by.key, hashes.SHA256())

    def certify(self, subject: Subject, public_key: Any, *, days: int = SIGNERS_DAYS, days_ago: int = 1) -> x509.Certificate:
        """A signer's certificate with the places where its revocation is told; ``days_ago`` makes older ones for tests."""
        points = x509.CRLDistributionPoints([x509.DistributionPoint(
            [x509.UniformResourceIdentifier(f"{self.address}/crl")], None, None, None)])  # fmt: skip
        access = x509.AuthorityInformationAccess([
            x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{self.address}/ocsp")),
            x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS,
                                   x509.UniformResourceIdentifier(f"{self.address}/issuing.crt"))])  # fmt: skip
        usage = _usage(digital_signature=True, content_commitment=True)
        order = _Order(_name(subject), public_key, days, usage,
                       [(points, False), (access, False), (x509.BasicConstraints(False, None), True)])  # fmt: skip
        issuing = self.folder.read_pair("issuing")
        made = self._signed(order, issuing, issuing.certificate.subject, days_ago)
        self.folder.note(Issued(made.serial_number, subject.common_name))
        return made

    def chain(self) -> list[x509.Certificate]:
        """The certificates between a signer's and the root, root last."""
        return [self.folder.certificate("issuing"), self.folder.certificate("root")]

    def issue(self, subject: Subject, password: str, *, days: int = SIGNERS_DAYS, days_ago: int = 1) -> bytes:
        """A new key with its certificate and chain as PKCS#12."""
        key = new_key()
        made = self.certify(subject, key.public_key(), days=days, days_ago=days_ago)
        return pkcs12.serialize_key_and_certificates(
            subject.common_name.encode(), key, made, self.chain(), BestAvailableEncryption(password.encode())
        )

    def revoke(
        self, serial: int, reason: str = "key_compromise", *, at: datetime | None = None, unsafe_since: datetime | None = None
    ) -> None:
        """Revoke from now on (or from another moment); ``reason`` is a name of RFC 5280."""
        known, moment = self.folder.issued()[serial], at or datetime.now(UTC)
        since = int(unsafe_since.timestamp()) if unsafe_since else 0
        self.folder.note(Issued(serial, known.subject, int(moment.timestamp()), reason, since))
