"""Whether the office trusts who signed a message."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.edxml.facade import read, trusted, verify, write_document
from congso.foundation.edxml.tests import makers
from tests.signing.conftest import PIN, authority, authority_folder

__all__ = ["authority", "authority_folder"]


class OfficeKey(makers.Key):
    """A key to which an authority gave a certificate."""

    def __init__(self, running: Running) -> None:
        found = pkcs12.load_pkcs12(running.authority.issue(Subject("UBND phường A", "Tỉnh Đồng Tháp"), PIN), PIN.encode())
        assert found.cert is not None
        self.private = found.key  # type: ignore[assignment]
        self.certificate = found.cert.certificate
        self.chain_der = [each.public_bytes(Encoding.DER) for each in running.authority.chain()]


def test_a_message_of_a_trusted_agency(authority: Running, tmp_path: Path) -> None:
    target = BytesIO()
    write_document(makers.document(), makers.golden_attachments(), target, signer=OfficeKey(authority))
    target.seek(0)
    parcel = read(target, tmp_path, strict=True)
    assert parcel.signature is not None
    target.seek(0)

    check = verify(target, parcel.signature)

    assert check.intact
    assert trusted(check.certificate_der, check.chain_der)
    assert len(check.chain_der) == len(authority.authority.chain())


def test_a_certificate_made_by_oneself_is_not_trusted(authority: Running) -> None:
    del authority

    assert not trusted(makers.key().certificate_der, ())
    assert not trusted(b"", ())
    assert not trusted(b"\x30\x03\x02\x01\x01", [b"?"])
