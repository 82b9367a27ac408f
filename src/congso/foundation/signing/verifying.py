"""Judge the signatures in a PDF: by whom, when, trusted or not and why, and what changed after each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import CMSStructuralError, NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError

from congso.core import clock
from congso.foundation.signing.enums import Change, Trust
from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.lasting import DocumentStamp, Proofs, proofs_in, proven_after, stamps_in
from congso.foundation.signing.trust import Revocation, context, revocation_known, revocation_of
from congso.foundation.signing.waiting import wait_for

LARGEST_COUNT = 50
"""Signatures of one file that are judged; more is nobody's document."""
_CHANGES = {
    ModificationLevel.NONE: Change.NONE, ModificationLevel.LTA_UPDATES: Change.SIGNATURES,
    ModificationLevel.FORM_FILLING: Change.SIGNATURES, ModificationLevel.ANNOTATIONS: Change.OTHER,
    ModificationLevel.OTHER: Change.OTHER,
}  # fmt: skip


BROKEN = (
    PdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    CMSStructuralError,
)
"""What a file written to harm, or cut off, makes its readers stumble over."""


@dataclass(frozen=True)
class Finding:
    """What may be said of one signature."""

    field_name: str
    signer: str
    organisation: str
    issuer: str
    serial: str
    certificate_from: datetime | None
    certificate_to: datetime | None
    at: datetime | None
    at_proven: bool
    """Whether a trusted timestamp authority vouches for the moment, not the signer's own clock."""
    trust: Trust
    reasons: tuple[str, ...]
    change: Change
    covers_all: bool
    """Whether nothing at all was added to the file after this signature."""


@dataclass(frozen=True)
class Judgement:
    """What may be said of a file: its signatures in their order, and the timestamps over the whole of it."""

    findings: list[Finding]
    stamps: list[DocumentStamp]


_FORM = re.compile(rb"/AcroForm|/ObjStm|/Encrypt|/(?:[AEO][A-Za-z]{0,9})?#[0-9A-Fa-f]{2}")
"""The form on which signature fields hang; what may hide it: objects packed together, a password, a name written in numbers."""


def may_be_signed(content: bytes) -> bool:
    """Whether a PDF can have signatures at all, seen without reading it."""
    return _FORM.search(content) is not None


def verify_pdf(content: bytes) -> list[Finding]:
    """One finding for each signature, in the order of signing; none for a PDF without signatures.

    Raises PdfRefused for what is no PDF or is encrypted.
    """
    return judge_pdf(content).findings


def judge_pdf(content: bytes) -> Judgement:
    """The same with the document's timestamps (PAdES B-LTA). Raises PdfRefused."""
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            raise PdfRefused(reason=_("tệp đặt mật khẩu"))
        found = list(reader.embedded_regular_signatures)[:LARGEST_COUNT]
        proofs = proofs_in(reader)
        stamps = stamps_in(reader, proofs)
    except BROKEN as broken:
        raise PdfRefused(reason=_("không phải tệp PDF đọc được")) from broken
    return Judgement([_judge(each, proofs, stamps) for each in found], stamps)


def _judge(signature: Any, proofs: Proofs, stamps: list[DocumentStamp]) -> Finding:
    """The finding; of a signature whose own parts cannot be read at least that."""
    try:
        return _judge_readable(signature, proofs, proven_after(signature.signed_revision, stamps))
    except BROKEN:
        return Finding(
            field_name=str(signature.field_name or ""), signer="", organisation="", issuer="", serial="", certificate_from=None,
            certificate_to=None, at=None, at_proven=False, trust=Trust.BROKEN, reasons=(_("cấu trúc chữ ký không đọc được"),),
            change=Change.OTHER, covers_all=False,
        )  # fmt: skip


def _judge_readable(signature: Any, proofs: Proofs, sheltered: datetime | None) -> Finding:
    own: x509.Certificate = signature.signer_cert
    others = [*signature.other_embedded_certs, *proofs.certificates]
    try:
        status, moment = _validated(signature, others, proofs, sheltered)
    except (SignatureValidationError, PdfError, ValueError):
        return _finding(
            signature,
            own,
            Trust.BROKEN,
            (_("chữ ký không đúng chuẩn hoặc không phủ hết nội dung"),),
            Change.OTHER,
            None,
        )
    trust, reasons = _trust(status, own, others, moment)
    change = (
        _CHANGES.get(status.modification_level, Change.OTHER)
        if status.modification_level is not None
        else Change.OTHER
    )
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        change = Change.NONE
    if change == Change.OTHER and trust == Trust.TRUSTED:
        trust, reasons = Trust.BROKEN, (*reasons, str(Change.OTHER.label))
    return _finding(signature, own, trust, reasons, change, status)


def _validated(
    signature: Any, others: list[x509.Certificate], proofs: Proofs, sheltered: datetime | None
) -> tuple[Any, datetime | None]:
    """pyHanko's status, and the moment at which a trusted timestamp saw the signature, if one did.

    A certificate that has ended since, or was taken back since, is judged as of that moment (ETSI EN 319 102-1, 5.5): nobody's
    past signatures fall with their leaving.
    """
    own, stampers = signature.signer_cert, _stampers(signature)
    known = [own, *others, *stampers]
    stamp_context = context(known, moment=sheltered, kept=proofs.answers)
    status = wait_for(
        async_validate_pdf_signature(signature, context(known, kept=proofs.answers), ts_validation_context=stamp_context)
    )
    stamp = status.timestamp_validity
    moment = stamp.timestamp if stamp is not None and stamp.valid and stamp.trusted else sheltered
    if moment is None or not (_expired(own) or _revoked_since(own, others, moment)):
        return status, moment
    then = context(known, moment=moment, kept=proofs.answers)
    return wait_for(async_validate_pdf_signature(signature, then, ts_validation_context=stamp_context)), moment


def _revoked_since(own: x509.Certificate, others: list[x509.Certificate], moment: datetime) -> bool:
    found = revocation_of(own, others)
    return found is not None and found.since > moment


def _stamp(signature: Any) -> Any:
    """The timestamp over the signature (a CMS of its own), if there is one."""
    try:
        found = find_unique_cms_attribute(
            signature.signer_info["unsigned_attrs"], "signature_time_stamp_token"
        )
    except (CMSStructuralError, NonexistentAttributeError):
        return None
    return found["content"]


def _stampers(signature: Any) -> list[x509.Certificate]:
    data = _stamp(signature)
    return [each.chosen for each in data["certificates"]] if data is not None else []


def certificates_in(signature: Any) -> list[x509.Certificate]:
    """All certificates that came with a signature: the signer's, its chain, its timestamp's."""
    return [signature.signer_cert, *signature.other_embedded_certs, *_stampers(signature)]


def _expired(certificate: x509.Certificate) -> bool:
    return bool(certificate.not_valid_after < clock.now())


def _trust(
    status: Any, own: x509.Certificate, others: list[x509.Certificate], moment: datetime | None
) -> tuple[Trust, tuple[str, ...]]:
    if not status.intact:
        return Trust.BROKEN, (_("nội dung được ký đã bị sửa"),)
    if not status.valid:
        return Trust.BROKEN, (_("chữ ký không khớp với chứng thư số"),)
    revoked = revocation_of(own, others)
    if status.revoked or (revoked is not None and (moment is None or revoked.since <= moment)):
        return Trust.BROKEN, (_why_revoked(revoked, moment),)
    if not status.trusted:
        return Trust.UNTRUSTED, (why_untrusted(own),)
    notes = [] if revocation_known(own, others) else [_("chưa hỏi được cơ quan chứng thực về việc thu hồi")]
    if revoked is not None and moment is not None:
        days = {"signed": day_words(moment), "revoked": day_words(revoked.at)}
        notes.append(_("chứng thư bị thu hồi sau khi ký: đã ký ngày %(signed)s, thu hồi ngày %(revoked)s") % days)
    return Trust.TRUSTED, tuple(notes)


def day_words(moment: datetime) -> str:
    """The day of a moment in Vietnam, as it is written."""
    return f"{clock.local(moment):%d/%m/%Y}"


def _why_revoked(revoked: Revocation | None, moment: datetime | None) -> str:
    if revoked is None:
        return _("chứng thư số đã bị thu hồi")
    if moment is None:
        words = _("chứng thư số đã bị thu hồi ngày %(day)s và không có dấu thời gian tin cậy chứng minh đã ký trước đó")
        return words % {"day": day_words(revoked.at)}
    if revoked.at > moment:
        words = _("chứng thư số đã bị thu hồi ngày %(day)s vì khóa không còn an toàn từ ngày %(since)s, trước khi ký")
        return words % {"day": day_words(revoked.at), "since": day_words(revoked.since)}
    return _("chứng thư số đã bị thu hồi ngày %(day)s, trước khi ký") % {"day": day_words(revoked.at)}


def why_untrusted(own: x509.Certificate) -> str:
    """Why a certificate that leads to no trusted root now does not, in words."""
    if _expired(own):
        return _("chứng thư số đã hết hạn và không có dấu thời gian tin cậy chứng minh đã ký trước đó")
    if own.not_valid_before > clock.now():
        return _("chứng thư số chưa có hiệu lực")
    return _("chứng thư số không do cơ quan chứng thực được tin cậy cấp")


def _finding(
    signature: Any, own: x509.Certificate, trust: Trust, reasons: tuple[str, ...], change: Change, status: Any
) -> Finding:
    stamp: Any = getattr(status, "timestamp_validity", None)
    proven = bool(stamp and stamp.valid and stamp.trusted)
    subject, issuer = own.subject.native, own.issuer.native
    return Finding(
        field_name=signature.field_name, signer=text_of_name(subject.get("common_name")),
        organisation=text_of_name(subject.get("organization_name")), issuer=text_of_name(issuer.get("common_name")),
        serial=f"{own.serial_number:x}", certificate_from=own.not_valid_before, certificate_to=own.not_valid_after,
        at=stamp.timestamp if proven else signature.self_reported_timestamp, at_proven=proven, trust=trust,
        reasons=reasons, change=change,
        covers_all=status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )  # fmt: skip


def text_of_name(value: Any) -> str:
    """A part of a name, which may stand in it several times."""
    return ", ".join(value) if isinstance(value, list) else str(value or "")
