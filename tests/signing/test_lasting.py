"""Documents that must last, and XML that others must accept."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader

from congso.core.errors import InvalidInput
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.signing.archive import NotForArchive, extend_for_archive
from congso.foundation.signing.facade import Change, Trust, sign_documents, verify_pdf
from congso.foundation.signing.xades import sign_xml, verify_xml
from tests.judges import need
from tests.signing.conftest import PIN, Signers, order, paper

XML = "<hoSo xmlns='urn:thu'><ma>H20.26.09-261122-0001</ma><ten>Nguyễn Thị Ánh</ten></hoSo>".encode()


def test_a_document_for_the_archive_carries_its_proofs_and_a_timestamp_over_all(signers: Signers) -> None:
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])
    kept = extend_for_archive(signed.content)
    reader = PdfFileReader(BytesIO(kept))
    assert len(reader.embedded_timestamp_signatures) == 1
    proofs = reader.root["/DSS"]
    assert len(proofs["/OCSPs"]) >= 1
    assert len(proofs["/Certs"]) >= 2
    (found,) = verify_pdf(kept)
    assert (found.trust, found.change) == (Trust.TRUSTED, Change.SIGNATURES)


def test_what_is_not_signed_is_not_for_the_archive(signers: Signers) -> None:
    del signers
    with pytest.raises(NotForArchive):
        extend_for_archive(paper())


def _signed(authority: Running) -> bytes:
    found = pkcs12.load_pkcs12(authority.authority.issue(Subject("UBND phường A", "Tỉnh Đồng Tháp"), PIN), PIN.encode())
    assert found.cert is not None
    return sign_xml(XML, key=found.key, certificate=found.cert.certificate, chain=authority.authority.chain())


def test_signed_xml_is_accepted_by_xmlsec1(authority: Running, tmp_path: Path) -> None:
    need("xmlsec1")
    (tmp_path / "root.pem").write_bytes(authority.authority.folder.certificate("root").public_bytes(Encoding.PEM))
    (tmp_path / "ky.xml").write_bytes(_signed(authority))
    command = ["xmlsec1", "--verify", "--id-attr:Id", "SignedProperties", "--trusted-pem", str(tmp_path / "root.pem"),
               "--enabled-key-data", "x509", str(tmp_path / "ky.xml")]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "SignedInfo References (ok/all): 3/3" in told.stderr + told.stdout


def test_xml_of_a_trusted_signer_is_taken_and_a_changed_letter_is_not(authority: Running) -> None:
    content = _signed(authority)
    assert "UBND phường A" in verify_xml(content).subject.rfc4514_string()
    with pytest.raises(InvalidInput):
        verify_xml(content.replace("Ánh".encode(), b"Anh"))
    with pytest.raises(InvalidInput):
        verify_xml(XML)


def test_xml_bombs_and_entities_are_refused(authority: Running) -> None:
    del authority
    bomb = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    for content in (bomb, b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', b"<a>", b""):
        with pytest.raises(InvalidInput):
            verify_xml(content)
