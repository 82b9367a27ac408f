"""Signatures by certificates that nobody vouches for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.sign import signers


def own_made(name: str) -> signers.SimpleSigner:
    """A pen whose certificate its owner made for themselves."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key()).serial_number(x509.random_serial_number())
    usage = x509.KeyUsage(**{each: each in {"digital_signature", "content_commitment"} for each in (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
        "encipher_only", "decipher_only")})  # fmt: skip
    own = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30)).add_extension(usage, critical=True).sign(key, hashes.SHA256())
    found = signers.SimpleSigner.load_pkcs12_data(pkcs12.serialize_key_and_certificates(b"x", key, own, None, NoEncryption()), other_certs=[], passphrase=None)
    assert found is not None
    return found
