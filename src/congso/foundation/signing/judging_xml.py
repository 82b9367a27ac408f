"""Judge the signature in an XML (XAdES) in the same words as those in a PDF."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NoBase64
from datetime import datetime
from typing import Any

from asn1crypto import x509
from cryptography import x509 as read_x509
from cryptography.exceptions import InvalidSignature
from django.utils.translation import gettext as _
from signxml.exceptions import InvalidInput, SignXMLException
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

from congso.core import clock
from congso.foundation.signing.enums import Change, Trust
from congso.foundation.signing.trust import revocation_known, revocation_of
from congso.foundation.signing.verifying import Finding, day_words, text_of_name, why_untrusted
from congso.foundation.signing.xades import XmlRefused, ends_at_trusted_root, parse

LARGEST = 10 * 1024 * 1024
MOST_CERTIFICATES = 20
REFERENCES = 3
"""Document, key and signed properties: each must be covered."""
_DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
_TIME = ".//{http://uri.etsi.org/01903/v1.3.2#}SigningTime"


def judge_xml(content: bytes) -> list[Finding]:
    """One finding for the signature, none for an XML without one. Raises XmlRefused for what is no XML that is taken."""
    if len(content) > LARGEST:
        raise XmlRefused(reason=_("tệp lớn hơn 10 MB"), field="upload")
    root = parse(content)
    signatures = list(root.iter(f"{_DSIG}Signature"))
    if len(signatures) > 1:
        raise XmlRefused(reason=_("tệp có nhiều chữ ký; mỗi lần chỉ kiểm tra được tệp có một chữ ký"), field="upload")
    return [_judge(root, each) for each in signatures]


def _judge(root: Any, signature: Any) -> Finding:
    certificates = _certificates(signature)
    at = _signed_at(signature)
    if not certificates:
        return _finding(None, at, Trust.BROKEN, [_("chữ ký không kèm chứng thư số nên không kiểm tra được")])
    own, others = certificates[0], certificates[1:]
    try:
        pem = read_x509.load_der_x509_certificate(own.dump())
        XAdESVerifier().verify(root, x509_cert=pem, expect_config=XAdESSignatureConfiguration(expect_references=REFERENCES))
    except (InvalidInput, SignXMLException, InvalidSignature, ValueError, LookupError, TypeError, AttributeError):
        return _finding(own, at, Trust.BROKEN, [_("nội dung đã bị sửa sau khi ký, hoặc chữ ký không khớp với chứng thư số")], Change.OTHER)
    if not _covers_all(root, signature):
        return _finding(own, at, Trust.BROKEN, [_("chữ ký không đúng chuẩn hoặc không phủ hết nội dung")], Change.OTHER)
    return _finding(own, at, *_trust(own, others))


def _covers_all(root: Any, signature: Any) -> bool:
    """Whether one of the signed parts is the whole document, not a piece of it."""
    whole = {"", *(f"#{root.get(name)}" for name in ("Id", "ID", "id") if root.get(name))}
    return any(each.get("URI") in whole for each in signature.iterfind(f"{_DSIG}SignedInfo/{_DSIG}Reference"))


def _trust(own: x509.Certificate, others: list[x509.Certificate]) -> tuple[Trust, list[str]]:
    revoked = revocation_of(own, others)
    if revoked is not None:
        words = _("chứng thư số đã bị thu hồi ngày %(day)s và không có dấu thời gian tin cậy chứng minh đã ký trước đó")
        return Trust.BROKEN, [words % {"day": day_words(revoked.at)}]
    if not ends_at_trusted_root(own.dump(), [each.dump() for each in others]):
        return Trust.UNTRUSTED, [why_untrusted(own)]
    return Trust.TRUSTED, [] if revocation_known(own, others) else [_("chưa hỏi được cơ quan chứng thực về việc thu hồi")]


def _certificates(signature: Any) -> list[x509.Certificate]:
    found = []
    for each in list(signature.iter(f"{_DSIG}X509Certificate"))[:MOST_CERTIFICATES]:
        try:
            certificate = x509.Certificate.load(b64decode("".join((each.text or "").split())))
            found += [certificate] if certificate.subject.native else []  # reads it, so that what is no certificate is seen here
        except (ValueError, NoBase64, TypeError):
            continue
    return found


def _signed_at(signature: Any) -> datetime | None:
    found = signature.find(_TIME)
    try:
        moment = datetime.fromisoformat((found.text or "").strip()) if found is not None else None
    except ValueError:
        return None
    return moment.replace(tzinfo=clock.VIETNAM) if moment is not None and moment.tzinfo is None else moment


def _finding(
    own: x509.Certificate | None, at: datetime | None, trust: Trust, reasons: list[str], change: Change = Change.NONE
) -> Finding:
    subject = own.subject.native if own is not None else {}
    issuer = own.issuer.native if own is not None else {}
    return Finding(
        field_name="", signer=text_of_name(subject.get("common_name")), organisation=text_of_name(subject.get("organization_name")),
        issuer=text_of_name(issuer.get("common_name")), serial=f"{own.serial_number:x}" if own is not None else "",
        certificate_from=own.not_valid_before if own is not None else None, certificate_to=own.not_valid_after if own is not None else None,
        at=at, at_proven=False, trust=trust, reasons=tuple(reasons), change=change, covers_all=change == Change.NONE,
    )  # fmt: skip
