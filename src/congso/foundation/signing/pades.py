"""PAdES signatures in two halves: prepare a document to the hash that is signed, then put the signature in.

Every key goes this way, wherever it lies: a file, a device, a remote service, somebody's own machine. Fifty documents
are prepared, their fifty hashes signed at one go, and completed.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import cms, core, tsp, x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import find_inherited_value_in_tree
from pyhanko.sign import fields, signers
from pyhanko.sign.attributes import (
    CMSAttributeProvider,
    SignedAttributeProviderSpec,
    SigningCertificateV2Provider,
)
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.waiting import wait_for

DIGEST = "sha256"
MM = 72 / 25.4
T = TypeVar("T", bound=core.Asn1Value)
_ROOM = 16_384
"""Bytes kept for a signature with its chain and timestamp."""


@dataclass(frozen=True)
class Place:
    """Where a signature is seen: page from 1, millimetres from the left and from the top of the page."""

    name: str
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Prepared:
    """A document with room for one signature; ``digest`` is what the key signs (SHA-256 of the signed attributes)."""

    output: bytes
    document_digest: bytes
    region: tuple[int, int]
    attributes: bytes

    @property
    def digest(self) -> bytes:
        """What goes to the key."""
        return sha256(self.attributes).digest()

    def dump(self) -> bytes:
        """As bytes, for a signing that ends in another request."""
        parts = [b64encode(each).decode() for each in (self.output, self.document_digest, self.attributes)]
        return json.dumps([*parts, *self.region]).encode()

    @classmethod
    def load(cls, content: bytes) -> Prepared:
        """What ``dump`` wrote."""
        output, digest, attributes, start, end = json.loads(content)
        return cls(b64decode(output), b64decode(digest), (start, end), b64decode(attributes))


@dataclass(frozen=True)
class Certificates:
    """A signer's certificate and those between it and its root."""

    own: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @cached_property
    def store(self) -> SimpleCertificateStore:
        """Where pyHanko looks the chain up; nobody writes into it."""
        found = SimpleCertificateStore()
        found.register_multiple(self.chain)
        return found

    def signer(self, value: bytes | int = 512) -> signers.ExternalSigner:
        """pyHanko's signer that takes a signature made elsewhere."""
        found = signers.ExternalSigner(self.own, self.store, signature_value=value)
        found.signed_attr_prov_spec = _Named(self.own)
        return found


class _Named(SignedAttributeProviderSpec):
    """What PAdES wants signed beside the hash: whose certificate it is (ETSI EN 319 142-1, 6.3)."""

    def __init__(self, own: x509.Certificate) -> None:
        self._own = own

    def signed_attr_providers(self, data_digest: bytes, digest_algorithm: str) -> Iterable[CMSAttributeProvider]:
        """The one attribute."""
        yield _Naming(self._own)


class _Naming(SigningCertificateV2Provider):
    """The attribute that names a certificate, encoded from the inside out.

    What asn1crypto has built of lists in lists it encodes anew three times at every depth, whenever it is asked: the
    name of the issuer, deep inside, would take most of a signature's time.
    """

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        """Hash, issuer and serial number (RFC 5035)."""
        own = self.signing_cert
        issuer = _settled(x509.GeneralNames([_settled(x509.GeneralName({"directory_name": own.issuer}))]))
        named = _settled(tsp.IssuerSerial({"issuer": issuer, "serial_number": own.serial_number}))
        known = {"hash_algorithm": {"algorithm": DIGEST}, "cert_hash": sha256(own.dump()).digest(), "issuer_serial": named}
        certificates = _settled(tsp.ESSCertIDv2s([_settled(tsp.ESSCertIDv2(known))]))
        return _settled(tsp.SigningCertificateV2({"certs": certificates}))


def _settled(value: T) -> T:
    """The same, held as the bytes it encodes to."""
    found: T = type(value).load(value.dump())
    return found


class _Drawn(ImportedPdfPage):
    """The look of a signature: the first page of a PDF in memory."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(file_name="")  # type: ignore[no-untyped-call]
        self._pdf = pdf

    def render(self) -> bytes:
        """Draw that page."""
        writer = self._ensure_writer
        drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        name = f"/Look{sha256(self._pdf).hexdigest()[:16]}"
        self.resources.xobject[name] = drawn
        left, bottom, right, top = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return f"{name} Do".encode()


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        encrypted = writer.prev.encrypted
    except (PdfError, ValueError, KeyError, IndexError) as broken:
        raise PdfRefused(reason=_("không phải tệp PDF đọc được")) from broken
    if encrypted:
        raise PdfRefused(reason=_("tệp đặt mật khẩu"))
    return writer


def _box(writer: IncrementalPdfFileWriter, place: Place) -> tuple[int, int, int, int]:
    page, _resources = writer.find_page_for_modification(place.page - 1)
    left, _bottom, _right, top = (
        float(each) for each in find_inherited_value_in_tree(page.get_object(), "/MediaBox", "/Parent")
    )
    x, y = left + place.left * MM, top - place.top * MM
    return round(x), round(y - place.height * MM), round(x + place.width * MM), round(y)


def add_fields(pdf: bytes, places: Sequence[Place]) -> bytes:
    """Put empty signature fields in, all before the first signature: filling them later changes nothing else."""
    writer = _writer(pdf)
    try:
        for place in places:
            spec = fields.SigFieldSpec(
                place.name, on_page=place.page - 1, box=_box(writer, place), empty_field_appearance=True
            )
            fields.append_signature_field(writer, spec)
    except (PdfError, IndexError, KeyError) as broken:
        raise PdfRefused(reason=_("không đặt được ô chữ ký vào trang")) from broken
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def prepare(
    pdf: bytes,
    *,
    field_name: str,
    certificates: Certificates,
    stamp: bytes,
    reason: str = "",
    location: str = "",
) -> Prepared:
    """The document with the look of the signature (``stamp``, a one-page PDF) and room for the signature itself.

    Raises PdfRefused for what is no PDF, is encrypted, or has no such empty field.
    """
    return wait_for(_prepare(pdf, field_name, certificates, stamp, reason, location))


async def _prepare(
    pdf: bytes, name: str, certificates: Certificates, stamp: bytes, reason: str, location: str
) -> Prepared:
    writer = _writer(pdf)
    metadata = signers.PdfSignatureMetadata(
        field_name=name, md_algorithm=DIGEST, subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason or None, location=location or None,
    )  # fmt: skip
    style = StaticStampStyle(background=_Drawn(stamp), border_width=0, background_opacity=1.0)
    signer = certificates.signer()
    pdf_signer = signers.PdfSigner(metadata, signer, stamp_style=style)
    try:
        digest, _document, output = await pdf_signer.async_digest_doc_for_signing(
            writer, existing_fields_only=True, bytes_reserved=_ROOM
        )
    except (PdfError, ValueError, KeyError) as broken:
        raise PdfRefused(reason=_("không có ô chữ ký trống để ký")) from broken
    attributes = await signer.signed_attrs(digest.document_digest, DIGEST, use_pades=True)
    region = (digest.reserved_region_start, digest.reserved_region_end)
    return Prepared(bytes(_content(output)), digest.document_digest, region, attributes.dump())


def _content(output: Any) -> bytes:
    output.seek(0)
    found: bytes = output.read()
    return found


def complete(
    prepared: Prepared, signature: bytes, *, certificates: Certificates, timestamper: TimeStamper | None
) -> bytes:
    """The signed document; with a timestamp of the signature when there is an authority for it (PAdES B-T)."""
    return wait_for(_complete(prepared, signature, certificates, timestamper))


async def _complete(
    prepared: Prepared, signature: bytes, certificates: Certificates, timestamper: TimeStamper | None
) -> bytes:
    signer = certificates.signer(signature)
    attributes = cms.CMSAttributes.load(prepared.attributes)
    made = await signer.async_sign_prescribed_attributes(
        DIGEST, signed_attrs=attributes, timestamper=timestamper
    )
    output = BytesIO(prepared.output)
    digest = PreparedByteRangeDigest(prepared.document_digest, *prepared.region)
    await PdfTBSDocument.async_finish_signing(output, digest, made)
    return output.getvalue()
