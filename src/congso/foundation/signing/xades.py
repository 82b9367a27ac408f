"""XAdES signatures for XML, and their judgement."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Sequence
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext_lazy as _
from lxml import etree
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidInput as NotSigned
from signxml.exceptions import SignXMLException
from signxml.xades.xades import XAdESDataObjectFormat, XAdESSignatureConfiguration, XAdESSigner, XAdESVerifier

from congso.core.errors import InvalidInput
from congso.foundation.signing.trust import context
from congso.foundation.signing.waiting import wait_for

REFERENCES = 3
"""Document, key and signed properties: each must be covered."""
_CERTIFICATE = ".//{http://www.w3.org/2000/09/xmldsig#}X509Certificate"


class XmlRefused(InvalidInput):
    """Not well-formed, dangerous, unsigned, or signed otherwise than it says."""

    code = "xml_refused"
    message = _("Tệp XML không được chấp nhận: %(reason)s.")


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


def sign_xml(content: bytes, *, key: Any, certificate: x509.Certificate, chain: Sequence[x509.Certificate] = (),
             media_type: str = "text/xml") -> bytes:  # fmt: skip
    """The document with an enveloped XAdES signature (rsa-sha256, default C14N: the exclusive one verifies nowhere)."""
    signer = XAdESSigner(
        signature_algorithm=SignatureMethod.RSA_SHA256, digest_algorithm=DigestAlgorithm.SHA256,
        data_object_format=XAdESDataObjectFormat(Description="", MimeType=media_type),
    )  # fmt: skip
    signed = signer.sign(parse(content), key=key, cert=[certificate, *chain])
    made: bytes = etree.tostring(signed, xml_declaration=True, encoding="UTF-8")
    return made


def verify_xml(content: bytes) -> x509.Certificate:
    """The certificate of the signer when the signature holds and ends at a trusted root; raises XmlRefused."""
    root = parse(content)
    inside = [x509.load_der_x509_certificate(b64decode("".join((each.text or "").split()))) for each in root.iterfind(_CERTIFICATE)]
    if not inside:
        raise XmlRefused(reason=str(_("chưa được ký")))
    try:
        XAdESVerifier().verify(root, x509_cert=inside[0], expect_config=XAdESSignatureConfiguration(expect_references=REFERENCES))
        _require_trusted([each.public_bytes(Encoding.DER) for each in inside])
    except (NotSigned, SignXMLException, InvalidSignature, ValidationError, PathBuildingError, ValueError) as broken:
        raise XmlRefused(reason=str(broken)[:120]) from broken
    return inside[0]


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
