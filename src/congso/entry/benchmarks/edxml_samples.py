"""What the benchmark of edXML writes: a document, a key, attachments that lie nowhere; and the same by lxml and signxml."""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml.algorithms import CanonicalizationMethod
from signxml.signer import XMLSigner
from signxml.verifier import XMLVerifier

from congso.core.clock import VIETNAM
from congso.foundation.edxml.codes import BusinessType
from congso.foundation.edxml.messages import Business, DocumentMessage, Organ, OtherInfo, SignerInfo, TraceHop
from congso.foundation.edxml.parcels import AttachmentSource
from congso.foundation.edxml.writing import write_document

_SPACES = {"e": "http://www.mic.gov.vn/TBT/QCVN_102_2016", "ds": "http://www.w3.org/2000/09/xmldsig#"}
SAMPLE = DocumentMessage(
    sender=Organ(organ_id="H20.15", name="Sở Mẫu", email="vanthu@example.gov.vn"),
    receivers=tuple(Organ(organ_id=f"H20.{100 + number}", name=f"Ủy ban nhân dân xã Mẫu {number}") for number in range(20)),
    document_id="H20.15,2026/09/14,15/QĐ-SM", code_number="15", code_notation="QĐ-SM", place="Đồng Tháp", promulgated_on=date(2026, 9, 14),
    type="2", type_detail="0", type_name="Quyết định", subject="Về việc ban hành Quy chế mẫu", content="Nội dung tóm tắt văn bản mẫu",
    signer=SignerInfo(competence="KT. GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC", full_name="Nguyễn Văn Mẫu"), other=OtherInfo(priority="1", pages="3"),
    steering_type="1", to_places=("Như Điều 3", "Lưu: VT"), business=Business(type=BusinessType.NEW, reason="Văn bản mới", paper="0"),
    trace=(TraceHop(organ_id="H20.15", timestamp=datetime(2026, 9, 14, 8, 30, tzinfo=VIETNAM)),),
)  # fmt: skip


class Generated(io.RawIOBase):
    """So many bytes that lie nowhere."""

    BLOCK = bytes(range(256)) * 256

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        count = min(len(buffer), self.left, len(self.BLOCK))
        buffer[:count] = self.BLOCK[:count]
        self.left -= count
        return count


def generated(size: int) -> AttachmentSource:
    """An attachment of this size."""

    def opened() -> BinaryIO:
        return io.BufferedReader(Generated(size))

    return AttachmentSource(content_id="cid:1", name="mau.pdf", content_type="application/pdf", open=opened)


class Key:
    """A key in memory with a certificate made by itself."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sở Mẫu")])
        begun = datetime(2026, 1, 1, tzinfo=UTC)
        built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.private.public_key()).serial_number(7)
        self.certificate = built.not_valid_before(begun).not_valid_after(begun.replace(year=2036)).sign(self.private, hashes.SHA256())
        self.chain_der: Sequence[bytes] = ()

    @cached_property
    def certificate_der(self) -> bytes:
        """Its certificate."""
        return self.certificate.public_bytes(Encoding.DER)

    def sign_hash(self, digest: bytes, algorithm: Literal["sha256", "sha1"]) -> bytes:
        """The signature of a hash."""
        named = {"sha256": hashes.SHA256, "sha1": hashes.SHA1}[algorithm]
        return self.private.sign(digest, padding.PKCS1v15(), Prehashed(named()))


class LargeSigner(XMLSigner):
    """signxml parses the document again, by its own parser without this option only up to 10 MB of text."""

    _default_parser = etree.XMLParser(resolve_entities=False, huge_tree=True)


class InMemory:
    """The same work with lxml and signxml, as their manuals show it."""

    def __init__(self, key: Key) -> None:
        self.key = key
        frame = io.BytesIO()
        write_document(SAMPLE, [generated(0)], frame)
        self.frame = frame.getvalue()
        self.signer = LargeSigner(c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0)

    def write(self, size: int, target: BinaryIO) -> None:
        """Build the tree, sign it, write it."""
        root = etree.fromstring(self.frame)
        root.find(".//e:ContentTransferEncoded", _SPACES).text = b64encode(generated(size).open().read())
        root.find(".//e:edXMLHeader", _SPACES).append(etree.fromstring(f'<ds:Signature xmlns:ds="{_SPACES["ds"]}" Id="placeholder"/>'))
        signed = self.signer.sign(root, key=self.key.private, cert=[self.key.certificate])
        etree.ElementTree(signed).write(target, xml_declaration=True, encoding="UTF-8")

    def read(self, source: BinaryIO, folder: Path) -> None:
        """Parse, verify, take the attachment out."""
        root = etree.parse(source, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)).getroot()
        XMLVerifier().verify(root, x509_cert=self.key.certificate, parser=etree.XMLParser(huge_tree=True, resolve_entities=False))
        (folder / "attachment.bin").write_bytes(b64decode(root.findtext(".//e:ContentTransferEncoded", namespaces=_SPACES)))
