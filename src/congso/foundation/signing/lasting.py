"""Timestamps over a whole document (dấu thời gian tài liệu, PAdES B-LTA) and the proofs kept in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError

from congso.foundation.signing.trust import context
from congso.foundation.signing.waiting import wait_for

MOST = 50
"""Timestamps of one file that are judged; one in some years is enough for centuries."""
_UNREADABLE = (SignatureValidationError, CMSStructuralError, PdfError, ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True)
class Proofs:
    """Certificates and answers about revocation that a document carries for those who ask no authority any more (DSS)."""

    certificates: tuple[x509.Certificate, ...] = ()
    answers: tuple[Any, ...] = ()


@dataclass(frozen=True)
class DocumentStamp:
    """One timestamp over all that stood in the file before it."""

    at: datetime | None
    authority: str
    certificate_to: datetime | None
    """Until when it holds by itself; a newer one over it makes it hold on."""
    is_trusted: bool
    covers_all: bool
    revision: int


def proofs_in(reader: Any) -> Proofs:
    """What the document carries; nothing when it carries none that can be read."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        lists = [crl.CertificateList.load(each.get_object().data) for each in store.crls]
        answers = [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
        return Proofs(tuple(store.load_certs()), (*answers, *lists))
    except (NoDSSFoundError, *_UNREADABLE):
        return Proofs()


def stamps_in(reader: Any, proofs: Proofs) -> list[DocumentStamp]:
    """The document's timestamps in their order: the newest judged as of now, each older one as of the newer one over it."""
    found: list[DocumentStamp] = []
    moment = None
    for each in reversed(list(reader.embedded_timestamp_signatures)[-MOST:]):
        judged = _judge(each, proofs, moment)
        moment = judged.at if judged.is_trusted else moment
        found.append(judged)
    return found[::-1]


def proven_after(revision: int, stamps: Sequence[DocumentStamp]) -> datetime | None:
    """The first moment at which a trusted timestamp saw what was in the file at that revision."""
    moments = [each.at for each in stamps if each.is_trusted and each.at and each.revision > revision]
    return min(moments, default=None)


def _judge(stamp: Any, proofs: Proofs, moment: datetime | None) -> DocumentStamp:
    try:
        own: x509.Certificate = stamp.signer_cert
        known = context([own, *stamp.other_embedded_certs, *proofs.certificates], moment=moment, kept=proofs.answers)
        status = wait_for(async_validate_pdf_timestamp(stamp, known))
    except _UNREADABLE:
        return DocumentStamp(None, "", None, is_trusted=False, covers_all=False, revision=int(stamp.signed_revision))
    name = own.subject.native.get("common_name")
    return DocumentStamp(
        status.timestamp, ", ".join(name) if isinstance(name, list) else str(name or ""), own.not_valid_after,
        is_trusted=bool(status.intact and status.valid and status.trusted),
        covers_all=status.coverage == SignatureCoverageLevel.ENTIRE_FILE, revision=int(stamp.signed_revision),
    )  # fmt: skip
