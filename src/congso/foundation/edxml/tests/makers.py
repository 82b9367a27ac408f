"""Messages, keys and files for the tests of edXML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from congso.core.clock import VIETNAM
from congso.foundation.edxml.codes import BusinessType, StatusCode
from congso.foundation.edxml.messages import (
    Business,
    DocumentMessage,
    Organ,
    OtherInfo,
    ReceiverChange,
    ResponseFor,
    SignerInfo,
    Staff,
    StatusMessage,
    TraceHop,
)
from congso.foundation.edxml.parcels import AttachmentSource
from congso.foundation.edxml.writing import write_document
from congso.foundation.edxml.xmldsig import Algorithm

GOLDEN = Path(__file__).parent / "golden"
SENT = dt.datetime(2026, 9, 14, 8, 30, tzinfo=VIETNAM)
DAY = dt.date(2026, 9, 14)


def organ(organ_id: str, in_charge: str, name: str) -> Organ:
    """An agency as in the golden files."""
    return Organ(
        organ_id=organ_id, in_charge=in_charge, name=name, address="Số 1 đường Mẫu, Việt Nam", email="vanthu@example.gov.vn",
        telephone="02733000000", fax="02733000001", website="https://example.gov.vn",
    )  # fmt: skip


DEPARTMENT = organ("H20.15", "H20", "Sở Mẫu tỉnh Đồng Tháp")
COMMUNE = organ("H20.120.04", "H20.120", "Ủy ban nhân dân xã Mẫu")
MINISTRY = organ("G09", "G09", "Bộ Mẫu")
STAFF = Staff(
    department="Văn phòng", department_id="VP", name="Trần Thị Văn Thư", staff_id="vt01", email="vanthu@example.gov.vn", mobile="0900000000"
)
ANSWERED = ResponseFor(
    organ_id="H20.120.04", code="07/BC-UBND", document_id="H20.120.04,2026/09/01,07/BC-UBND", promulgated_on=dt.date(2026, 9, 1)
)


def document(*, business: Business | None = None, response_for: tuple[ResponseFor, ...] = (ANSWERED,)) -> DocumentMessage:
    """The decision of the golden files."""
    new = Business(type=BusinessType.NEW, reason="Văn bản mới", paper="0", staff=STAFF)
    return DocumentMessage(
        sender=DEPARTMENT, receivers=(COMMUNE, MINISTRY), document_id="H20.15,2026/09/14,15/QĐ-SM", code_number="15", code_notation="QĐ-SM",
        place="Đồng Tháp", promulgated_on=DAY, type="2", type_detail="0", type_name="Quyết định", subject="Về việc ban hành Quy chế mẫu",
        content="Nội dung tóm tắt văn bản mẫu", signer=SignerInfo(competence="KT. GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC", full_name="Nguyễn Văn Mẫu"),
        due_on=dt.date(2026, 9, 30),
        other=OtherInfo(priority="1", sphere="Nội bộ", typer="NVM", amount="10", pages="3", direction="false", appendixes=("Phụ lục I",)),
        response_for=response_for, steering_type="2", to_places=("Như Điều 3", "Lưu: VT, VP"), business=business or new,
        trace=(TraceHop(organ_id="H20.15", timestamp=SENT), TraceHop(organ_id="H20", timestamp=SENT.replace(second=5))),
    )  # fmt: skip


def update() -> DocumentMessage:
    """The update of the golden files: a receiver more."""
    changed = Business(
        document_id="H20.15,2026/09/10,14/QĐ-SM", type=BusinessType.UPDATE, reason="Cập nhật nơi nhận", paper="0", document_info="1",
        document_receiver="1", receivers=(ReceiverChange(organ_id="H20.121.04", type="1"),), staff=STAFF,
    )  # fmt: skip
    return document(business=changed, response_for=())


def status(code: StatusCode, description: str) -> StatusMessage:
    """What the commune says of the decision, in the golden files."""
    return StatusMessage(
        sender=COMMUNE, response_for=ResponseFor(organ_id="H20.15", code="15/QĐ-SM", document_id="H20.15,2026/09/14,15/QĐ-SM", promulgated_on=DAY),
        staff=Staff(department="Văn phòng", department_id="VP", name="Lê Văn Nhận", staff_id="vt02", email="vt@example.gov.vn", mobile="0911111111"),
        code=code, description=description, timestamp=dt.datetime(2026, 9, 14, 9, 0, tzinfo=VIETNAM),
    )  # fmt: skip


def source(content_id: str, name: str, content: bytes, *, description: str | None = None, content_type: str | None = None,
           manifest_type: str | None = None) -> AttachmentSource:  # fmt: skip
    """A file to be sent."""

    def opened() -> BinaryIO:
        return BytesIO(content)

    return AttachmentSource(
        content_id=content_id, name=name, open=opened, description=description, content_type=content_type, manifest_type=manifest_type
    )


def golden_attachments() -> list[AttachmentSource]:
    """The two files in the golden documents."""
    return [
        source("cid:a1b2c3d4-0001", "15-QD-UBND.pdf", b"%PDF-1.4\n% sample\n", description="Văn bản chính",
               content_type="application/pdf", manifest_type="application/zip"),
        source("cid:a1b2c3d4-0002", "phu-luc.docx", b"Phu luc mau", description="Phụ lục I",
               content_type="application/docx", manifest_type="application/zip"),
    ]  # fmt: skip


class Key:
    """A key in memory with a certificate made by itself."""

    def __init__(self, bits: int = 2048) -> None:
        self.private = rsa.generate_private_key(65537, bits)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sở Mẫu")])
        begun = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.private.public_key()).serial_number(7)
        self.certificate = built.not_valid_before(begun).not_valid_after(begun.replace(year=2036)).sign(self.private, hashes.SHA256())
        self.chain_der: Sequence[bytes] = ()

    @property
    def certificate_der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def private_pem(self) -> bytes:
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def sign_hash(self, digest: bytes, algorithm: Algorithm) -> bytes:
        named = {"sha256": hashes.SHA256, "sha1": hashes.SHA1}[algorithm]
        return self.private.sign(digest, padding.PKCS1v15(), Prehashed(named()))


@cache
def key() -> Key:
    """One key for all tests of a process."""
    return Key()


def signed(*, algorithm: Algorithm = "sha256", message: DocumentMessage | None = None) -> bytes:
    """A signed document as a file."""
    target = BytesIO()
    write_document(message or document(), golden_attachments(), target, signer=key(), algorithm=algorithm)
    return target.getvalue()
