"""A timestamp put into a signature afterwards: in the room kept for it, nothing else in the file changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from asn1crypto import cms
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.attributes import TSTProvider
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from congso.foundation.signing.errors import PdfRefused, SignerSilent
from congso.foundation.signing.pades import DIGEST
from congso.foundation.signing.waiting import wait_for


def add_stamp(pdf: bytes, *, field_name: str, authority: TimeStamper) -> bytes:
    """The document with a timestamp in the signature of a field (PAdES B-B becomes B-T, ETSI EN 319 142-1, 6.3).

    A timestamp is an unsigned attribute: what was signed stays byte for byte. Only for the last signature of a file, since a
    later one lies over the bytes that change. Raises PdfRefused, SignerSilent.
    """
    signature = _last_signature(pdf, field_name)
    try:
        made = wait_for(_stamped(signature.pkcs7_content, authority))
    except TimestampRequestError as silent:
        raise SignerSilent(service=_("Dịch vụ dấu thời gian")) from silent
    _start, before, after, _length = (int(each) for each in signature.byte_range)
    room = after - before - 2
    digits = made.hex().encode()
    if len(digits) > room:
        raise PdfRefused(reason=_("không còn chỗ cho dấu thời gian"))
    return pdf[: before + 1] + digits.ljust(room, b"0") + pdf[after - 1 :]


def _last_signature(pdf: bytes, field_name: str) -> Any:
    try:
        found = list(PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures)
    except (PdfError, ValueError) as broken:
        raise PdfRefused(reason=_("không phải tệp PDF đọc được")) from broken
    if not found or found[-1].field_name != field_name:
        raise PdfRefused(reason=_("sau chữ ký này đã có chữ ký khác"))
    return found[-1]


async def _stamped(content: bytes, authority: TimeStamper) -> bytes:
    message = cms.ContentInfo.load(content)
    signer = message["content"]["signer_infos"][0]
    attribute = await TSTProvider(DIGEST, signer["signature"].native, authority).get_attribute()
    kept = list(signer["unsigned_attrs"]) if signer["unsigned_attrs"].native else []
    signer["unsigned_attrs"] = cms.CMSAttributes([*kept, attribute])
    made: bytes = message.dump()
    return made
