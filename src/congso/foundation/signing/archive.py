"""Make a signed document last (PAdES B-LTA): what proves its certificates goes in, and a timestamp over all of it."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko_certvalidator import ValidationContext

from congso.core.errors import Conflict
from congso.foundation.signing.errors import SignerSilent
from congso.foundation.signing.pades import DIGEST
from congso.foundation.signing.timestamps import timestamper
from congso.foundation.signing.trust import context
from congso.foundation.signing.verifying import certificates_in
from congso.foundation.signing.waiting import wait_for


class NotForArchive(Conflict):
    """Nothing to keep: no signature, or no timestamp authority to vouch for it."""

    code = "not_for_archive"
    message = _("Không lưu trữ dài hạn được: %(reason)s.")


def extend_for_archive(content: bytes) -> bytes:
    """The document with the certificates, the answers about revocation, and a timestamp over everything.

    Repeated before the timestamp's own certificate ends, it lasts as long as wanted. Raises NotForArchive, SignerSilent.
    """
    authority = timestamper()
    signatures = list(PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures)
    if authority is None or not signatures:
        raise NotForArchive(reason=_("chưa có chữ ký hoặc chưa cấu hình dịch vụ dấu thời gian"))
    known = context([each for one in signatures for each in certificates_in(one)])
    try:
        return wait_for(_extend(content, len(signatures), known, authority))
    except TimestampRequestError as silent:
        raise SignerSilent(service=_("Dịch vụ dấu thời gian")) from silent


async def _extend(content: bytes, count: int, known: ValidationContext, authority: TimeStamper) -> bytes:
    for place in range(count):
        signature = list(PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures)[place]
        output = BytesIO()
        await async_add_validation_info(signature, known, output=output)
        content = output.getvalue()
    output = BytesIO()
    await PdfTimeStamper(authority).async_timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(content), strict=False), DIGEST, known, output=output
    )
    return output.getvalue()
