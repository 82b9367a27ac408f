"""Make a signed document last (PAdES B-LTA): what proves its certificates goes in, and a timestamp over all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from congso.core.errors import Conflict
from congso.foundation.signing.errors import SignerSilent
from congso.foundation.signing.lasting import proofs_in, stamps_in
from congso.foundation.signing.pades import DIGEST
from congso.foundation.signing.timestamps import timestamper
from congso.foundation.signing.trust import context
from congso.foundation.signing.verifying import BROKEN, certificates_in
from congso.foundation.signing.waiting import wait_for

_UNPROVABLE = (SignatureValidationError, ValidationError, PathError, ValueError)
"""A signature for which no path of certificates can be proven any more: the timestamp over the file still keeps what is there."""


class NotForArchive(Conflict):
    """Nothing to keep: no signature, or no timestamp authority to vouch for it."""

    code = "not_for_archive"
    message = _("Không lưu trữ dài hạn được: %(reason)s.")


_FIRST = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
"""The proofs of the timestamp's own certificate go in before it, so that it lies over them too."""


@dataclass(frozen=True)
class Lasting:
    """A document that lasts, and until when its newest timestamp holds by itself."""

    content: bytes
    holds_until: datetime | None


def may_last() -> bool:
    """Whether the office has a timestamp authority, without which no document can be made to last."""
    return timestamper() is not None


def make_lasting(content: bytes) -> Lasting:
    """``extend_for_archive`` with the end of what was added. Raises NotForArchive, SignerSilent."""
    try:
        made = extend_for_archive(content)
        reader = PdfFileReader(BytesIO(made), strict=False)
        return Lasting(made, stamps_in(reader, proofs_in(reader))[-1].certificate_to)
    except BROKEN as broken:
        raise NotForArchive(reason=_("không phải tệp PDF đọc được")) from broken


def extend_for_archive(content: bytes) -> bytes:
    """The document with the certificates, the answers about revocation, and a timestamp over everything.

    Repeated before the timestamp's own certificate ends, it lasts as long as wanted. Raises NotForArchive, SignerSilent.
    """
    authority = timestamper()
    reader = PdfFileReader(BytesIO(content), strict=False)
    signatures, proofs = list(reader.embedded_regular_signatures), proofs_in(reader)
    if authority is None or not signatures:
        raise NotForArchive(reason=_("chưa có chữ ký hoặc chưa cấu hình dịch vụ dấu thời gian"))
    certificates = [each for one in signatures for each in certificates_in(one)]
    known = context([*certificates, *proofs.certificates], kept=proofs.answers)
    try:
        return wait_for(_extend(content, len(signatures), known, authority))
    except TimestampRequestError as silent:
        raise SignerSilent(service=_("Dịch vụ dấu thời gian")) from silent


async def _extend(content: bytes, count: int, known: ValidationContext, authority: TimeStamper) -> bytes:
    for place in range(count):
        signature = list(PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures)[place]
        content = await _with_proofs(signature, content, known)
    output = BytesIO()
    await PdfTimeStamper(authority).async_timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(content), strict=False), DIGEST, known, output=output, dss_settings=_FIRST
    )
    return output.getvalue()


async def _with_proofs(signature: Any, content: bytes, known: ValidationContext) -> bytes:
    output = BytesIO()
    try:
        await async_add_validation_info(signature, known, output=output)
    except _UNPROVABLE:
        return content
    return output.getvalue()
