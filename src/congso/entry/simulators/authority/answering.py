"""What the authority tells others: lists of the revoked (RFC 5280), single states (RFC 6960), timestamps (RFC 3161)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from pyhanko.sign.timestamps import DummyTimeStamper

from congso.entry.simulators.authority.certificates import Authority
from congso.entry.simulators.authority.folder import Issued

HOLDS_HOURS = 12


def _reason(row: Issued) -> x509.ReasonFlags:
    return x509.ReasonFlags[row.reason] if row.reason else x509.ReasonFlags.unspecified


def _at(row: Issued) -> datetime:
    return datetime.fromtimestamp(row.revoked_at, UTC)


def revocation_list(authority: Authority) -> bytes:
    """The signed list of revoked certificates."""
    issuing, now = authority.folder.read_pair("issuing"), datetime.now(UTC)
    builder = (
        x509.CertificateRevocationListBuilder().issuer_name(issuing.certificate.subject).last_update(now)
        .next_update(now + timedelta(hours=HOLDS_HOURS))
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.key.public_key()), False)
        .add_extension(x509.CRLNumber(int(now.timestamp())), False)
    )  # fmt: skip
    for row in authority.folder.issued().values():
        if row.revoked_at:
            revoked = x509.RevokedCertificateBuilder().serial_number(row.serial).revocation_date(_at(row))
            revoked = revoked.add_extension(x509.CRLReason(_reason(row)), False)
            if row.unsafe_since:
                revoked = revoked.add_extension(x509.InvalidityDate(datetime.fromtimestamp(row.unsafe_since, UTC)), False)
            builder = builder.add_revoked_certificate(revoked.build())
    return builder.sign(issuing.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def state_of_certificate(authority: Authority, asked: bytes) -> bytes:
    """The answer about one certificate: good, revoked, or unknown to this authority."""
    try:
        request = ocsp.load_der_ocsp_request(asked)
    except ValueError:
        return _refusal(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    row = authority.folder.issued().get(request.serial_number)
    if row is None:
        return _refusal(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    responder, now = authority.folder.read_pair("ocsp"), datetime.now(UTC)
    issuing = authority.folder.certificate("issuing")
    revoked = row.revoked_at > 0
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=request.issuer_name_hash, issuer_key_hash=request.issuer_key_hash, serial_number=request.serial_number,
        algorithm=request.hash_algorithm, cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
        this_update=now, next_update=now + timedelta(hours=HOLDS_HOURS), revocation_time=_at(row) if revoked else None,
        revocation_reason=_reason(row) if revoked else None,
    )  # fmt: skip
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate).certificates([responder.certificate, issuing])
    return builder.sign(responder.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _refusal(status: Any) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(serialization.Encoding.DER)


def timestamp(authority: Authority, asked: bytes) -> bytes:
    """A timestamp of now over the hash that was sent; raises ValueError for what is no request."""
    request = tsp.TimeStampReq.load(asked, strict=True)
    pair = authority.folder.read_pair("tsa")
    stamper = DummyTimeStamper(_asn1(pair.certificate), _private(pair.key), certs_to_embed=_chain(authority))
    answer: bytes = stamper.request_tsa_response(request).dump()
    return answer


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _chain(authority: Authority) -> Any:
    return [_asn1(each) for each in authority.chain()[:1]]


def _private(key: Any) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))  # fmt: skip
