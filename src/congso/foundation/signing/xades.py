"""XAdES signatures for XML, in two halves as for PDF (ADR 0013): prepared to the hash that a key signs, then completed."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from django.utils.translation import gettext_lazy as _
from lxml import etree
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.xades.xades import XAdESDataObjectFormat, XAdESSigner

from congso.core.errors import InvalidInput
from congso.foundation.signing.pades import Certificates
from congso.foundation.signing.trust import context
from congso.foundation.signing.waiting import wait_for

LARGEST = 5 * 1024 * 1024
_DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
_SIGNATURE, _VALUE = f".//{_DSIG}Signature", f".//{_DSIG}SignatureValue"


class XmlRefused(InvalidInput):
    """Not well-formed, dangerous, unsigned, or signed otherwise than it says."""

    code = "xml_refused"
    message = _("Tệp XML không được chấp nhận: %(reason)s.")


def is_xml(content: bytes) -> bool:
    """Whether a file begins as an XML does, a mark of its encoding before it left aside."""
    return content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def parse(content: bytes) -> Any:
    """XML from outside: no entities, no network, no bombs. Raises XmlRefused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise XmlRefused(reason=str(broken)[:120]) from broken
    if root.getroottree().docinfo.doctype:
        raise XmlRefused(reason=str(_("có khai báo DOCTYPE")))
    return root


@dataclass(frozen=True)
class PreparedXml:
    """An XML with all of its signature but the value; ``digest`` is what the key signs (SHA-256 of SignedInfo in canonical form)."""

    output: bytes
    digest: bytes

    def dump(self) -> bytes:
        """As bytes, for a signing that ends in another request."""
        return json.dumps([b64encode(self.output).decode(), b64encode(self.digest).decode()]).encode()

    @classmethod
    def load(cls, content: bytes) -> PreparedXml:
        """What ``dump`` wrote."""
        output, digest = json.loads(content)
        return cls(b64decode(output), b64decode(digest))


class _Absent:
    """In the place of a private key: takes what would be signed, and gives a value that is replaced later."""

    def __init__(self, key_size: int) -> None:
        self.key_size = key_size
        self.digest = b""

    def sign(self, data: bytes, **how: Any) -> bytes:
        """Keep the hash."""
        self.digest = sha256(data).digest()
        return encode_dss_signature(1, 1) if "signature_algorithm" in how else b"\0" * (self.key_size // 8)


def prepare_xml(content: bytes, *, certificates: Certificates, media_type: str = "text/xml") -> PreparedXml:
    """The document with an enveloped XAdES signature without its value (SHA-256, default C14N: the exclusive one verifies nowhere).

    Raises XmlRefused for what is no XML, too large, or signed already: another signature in it would break the first.
    """
    if len(content) > LARGEST:
        raise XmlRefused(reason=str(_("tệp lớn hơn 5 MB")), field="upload")
    root = parse(content)
    if root.tag == f"{_DSIG}Signature" or root.find(_SIGNATURE) is not None:
        raise XmlRefused(reason=str(_("tệp đã có chữ ký; ký thêm vào trong sẽ làm hỏng chữ ký ấy")), field="upload")
    own, *chain = (x509.load_der_x509_certificate(each.dump()) for each in (certificates.own, *certificates.chain))
    public: Any = own.public_key()
    key: Any = _Absent(public.key_size)
    method = SignatureMethod.RSA_SHA256 if certificates.own.public_key.algorithm == "rsa" else SignatureMethod.ECDSA_SHA256
    signer = XAdESSigner(
        signature_algorithm=method, digest_algorithm=DigestAlgorithm.SHA256,
        data_object_format=XAdESDataObjectFormat(Description="", MimeType=media_type),
    )  # fmt: skip
    signed = signer.sign(root, key=key, cert=[own, *chain], always_add_key_value=False)
    return PreparedXml(etree.tostring(signed, xml_declaration=True, encoding="UTF-8"), key.digest)


def complete_xml(prepared: PreparedXml, signature: bytes, *, certificates: Certificates) -> bytes:
    """The signed document; ECDSA values stand in XML as their two numbers (RFC 4050), not in DER."""
    root = parse(prepared.output)
    public: Any = x509.load_der_x509_certificate(certificates.own.dump()).public_key()
    if certificates.own.public_key.algorithm != "rsa":
        size = (public.key_size + 7) // 8
        signature = b"".join(each.to_bytes(size, "big") for each in decode_dss_signature(signature))
    root.find(_VALUE).text = b64encode(signature).decode()
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made


def ends_at_trusted_root(certificate: bytes, others: Iterable[bytes]) -> bool:
    """Whether a certificate (DER) may sign, is not known to be revoked and leads over the others to a root trusted today."""
    try:
        _require_trusted([certificate, *others])
    except (ValidationError, PathBuildingError, ValueError):
        return False
    return True


def _require_trusted(chain: Sequence[bytes]) -> None:
    certificates = [asn1_x509.Certificate.load(each) for each in chain]
    validator = CertificateValidator(certificates[0], certificates[1:], validation_context=context(certificates))
    wait_for(validator.async_validate_usage({"digital_signature"}))
