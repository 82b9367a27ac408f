"""Signatures: ours before other judges, theirs before us, and what an attacker may try."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from congso.foundation.edxml import signing_sentences as why
from congso.foundation.edxml.checking import verify
from congso.foundation.edxml.codes import StatusCode
from congso.foundation.edxml.errors import EdxmlRefused
from congso.foundation.edxml.parcels import AttachmentSource, SignatureBlock, SignatureCheck
from congso.foundation.edxml.reading import read
from congso.foundation.edxml.tests import makers
from congso.foundation.edxml.writing import write_document, write_status
from congso.foundation.edxml.xmldsig import DSIG, EXCLUSIVE, Algorithm

EDXML = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
METHODS = {"sha256": SignatureMethod.RSA_SHA256, "sha1": SignatureMethod.RSA_SHA1}
DIGESTS = {"sha256": DigestAlgorithm.SHA256, "sha1": DigestAlgorithm.SHA1}
FORMS = [CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0, CanonicalizationMethod.CANONICAL_XML_1_0, CanonicalizationMethod.CANONICAL_XML_1_1]


class OldSigner(XMLSigner):
    """signxml asked for what the reference library still does."""

    def check_deprecated_methods(self) -> None:
        """SHA-1 is wanted here."""


def block_in(content: bytes, folder: Path) -> SignatureBlock:
    block = read(BytesIO(content), folder).signature
    assert block is not None
    return block


def checked(content: bytes, folder: Path, *, allow_sha1: bool = False) -> SignatureCheck:
    """Judged afterwards and while reading, which must come to the same."""
    check = verify(BytesIO(content), block_in(content, folder), allow_sha1=allow_sha1)
    assert read(BytesIO(content), folder, verifying=True, allow_sha1=allow_sha1).check == check
    return check


def unsigned() -> bytes:
    target = BytesIO()
    write_document(makers.document(), makers.golden_attachments(), target)
    return target.getvalue()


def header_of(root: etree._Element) -> etree._Element:
    header = root.find(f"{{{EDXML}}}edXMLEnvelope/{{{EDXML}}}edXMLHeader")
    assert header is not None
    return header


def signed_by_signxml(algorithm: str, form: CanonicalizationMethod, content: bytes | None = None) -> bytes:
    root = etree.fromstring(content or unsigned())
    header_of(root).append(etree.fromstring(f'<ds:Signature xmlns:ds="{DSIG}" Id="placeholder"/>'))
    signer = OldSigner(signature_algorithm=METHODS[algorithm], digest_algorithm=DIGESTS[algorithm], c14n_algorithm=form)
    signed = signer.sign(root, key=makers.key().private_pem, cert=makers.key().certificate_pem.decode())
    return bytes(etree.tostring(signed, xml_declaration=True, encoding="UTF-8"))


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_signxml_accepts_our_signature(algorithm: Algorithm) -> None:
    wanted = SignatureConfiguration(
        signature_methods=frozenset({METHODS[algorithm]}), digest_algorithms=frozenset({DIGESTS[algorithm]}), expect_references=1
    )

    found = XMLVerifier().verify(makers.signed(algorithm=algorithm), x509_cert=makers.key().certificate, expect_config=wanted)

    assert not isinstance(found, list)
    assert found.signed_xml is not None


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_our_own_signature_holds(algorithm: Algorithm, tmp_path: Path) -> None:
    check = checked(makers.signed(algorithm=algorithm), tmp_path, allow_sha1=True)

    assert (check.intact, check.reason) == (True, "")
    assert check.certificate_der == makers.key().certificate_der
    assert check.algorithm == f"rsa-{algorithm}"


def test_a_signed_message_reads_as_the_unsigned_one(tmp_path: Path) -> None:
    parcel = read(BytesIO(makers.signed()), tmp_path, strict=True)

    assert parcel.message == makers.document()
    assert parcel.tolerated == []


def test_a_signed_status_holds(tmp_path: Path) -> None:
    target = BytesIO()
    write_status(makers.status(StatusCode.RECEIVED, "Đã tiếp nhận"), target, signer=makers.key())

    assert checked(target.getvalue(), tmp_path).intact


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_what_signxml_signed_holds(algorithm: str, form: CanonicalizationMethod, tmp_path: Path) -> None:
    check = checked(signed_by_signxml(algorithm, form), tmp_path, allow_sha1=True)

    assert (check.intact, check.reason) == (True, "")


def test_the_form_written_by_the_field_is_verified_with_its_spare_namespaces(tmp_path: Path) -> None:
    spare = b'<edXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" '

    for form in FORMS:
        assert checked(signed_by_signxml("sha256", form, unsigned().replace(b"<edXML ", spare, 1)), tmp_path).intact


def test_sha1_is_refused_unless_allowed(tmp_path: Path) -> None:
    check = checked(makers.signed(algorithm="sha1"), tmp_path)

    assert not check.intact
    assert check.reason == str(why.WEAK)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "subject": lambda content: content.replace("Về việc".encode(), "Về chuyện".encode()),
    "attachment": lambda content: content.replace(b"UGh1IGx1YyBtYXU=", b"UGh1IGx1YyBtYXI="),
    "space": lambda content: content.replace(b"</edXML:MessageHeader>", b" </edXML:MessageHeader>"),
    "attribute": lambda content: content.replace(b'version="1.0">', b'version="1.0" a="b">'),
    "instruction": lambda content: content + b"<?a b?>",
    "unknown": lambda content: content.replace(b"</edXML:MessageHeader>", b"<x/></edXML:MessageHeader>"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_is_found(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    content = change(makers.signed())

    check = checked(content, tmp_path)

    assert content != makers.signed()
    assert not check.intact
    assert check.reason == str(why.DIGEST)


SPELLINGS = [(b"cid:a1b2c3d4-0001", b"cid:&#97;1b2c3d4-0001"), (b"<edXML:Paper>0", b"<edXML:Paper><![CDATA[0]]>"), (b"<edXML:edXMLBody>", b"<!-- a --><edXML:edXMLBody>")]


@pytest.mark.parametrize(("wanted", "other"), SPELLINGS)
def test_another_spelling_of_the_same_is_no_change(wanted: bytes, other: bytes, tmp_path: Path) -> None:
    assert checked(makers.signed().replace(wanted, other, 1), tmp_path).intact


def signature_in(content: bytes) -> bytes:
    match = re.search(rb"<Signature xmlns.*?</Signature>", content, re.DOTALL)
    assert match
    return match[0]


def moved(content: bytes, before: bytes) -> bytes:
    signature = signature_in(content)
    return content.replace(signature, b"", 1).replace(before, signature + before, 1)


@pytest.mark.parametrize("before", [b"<edXML:edXMLHeader>", b"<AttachmentEncoded>", b"<edXML:edXMLBody>", b"<edXML:edXMLManifest", b"<edXML:TraceHeader>"])
def test_a_moved_signature_is_refused(before: bytes, tmp_path: Path) -> None:
    check = checked(moved(makers.signed(), before), tmp_path)

    assert not check.intact
    assert check.reason == str(why.ELSEWHERE)


def test_a_second_header_beside_the_signed_one_is_refused(tmp_path: Path) -> None:
    content = makers.signed()
    header = re.search(rb"<edXML:edXMLHeader>.*</edXML:edXMLHeader>", content, re.DOTALL)
    assert header
    forged = header[0].replace("Về việc".encode(), "Giả mạo".encode()).replace(signature_in(content), b"")

    for both in (forged + header[0], header[0] + forged):
        with pytest.raises(EdxmlRefused, match="edXMLHeader có hai lần") as refused:
            read(BytesIO(content.replace(header[0], both)), tmp_path)
        assert refused.value.axis_code == 22


def test_the_signed_message_wrapped_into_an_unknown_element_is_refused(tmp_path: Path) -> None:
    content = makers.signed()
    envelope = re.search(rb"<edXML:edXMLEnvelope.*</edXML:edXMLEnvelope>", content, re.DOTALL)
    assert envelope
    forged = content.replace(signature_in(content), b"").replace("Về việc".encode(), "Giả mạo".encode())
    wrapped = forged.replace(b"</edXML:edXMLHeader>", b"<x:Object xmlns:x='urn:x'>" + envelope[0] + b"</x:Object></edXML:edXMLHeader>")

    check = checked(wrapped, tmp_path)

    assert (check.intact, check.reason) == (False, str(why.ELSEWHERE))


def test_duplicated_ids_do_not_matter_since_only_the_whole_file_counts(tmp_path: Path) -> None:
    content = makers.signed().replace(b'URI=""', b'URI="#a"').replace(b"<edXML:MessageHeader>", b'<edXML:MessageHeader Id="a">')

    check = checked(content, tmp_path)

    assert (check.intact, check.reason) == (False, str(why.NOT_WHOLE))


def test_two_signatures_are_refused(tmp_path: Path) -> None:
    content = makers.signed()
    twice = content.replace(signature_in(content), signature_in(content) * 2)

    assert checked(twice, tmp_path).reason == str(why.SEVERAL)
    assert verify(BytesIO(twice), block_in(content, tmp_path)).reason == str(why.SEVERAL)


def test_a_block_is_good_for_its_own_file_only(tmp_path: Path) -> None:
    block = block_in(makers.signed(), tmp_path)

    check = verify(BytesIO(makers.signed(message=makers.update())), block)

    assert (check.intact, check.reason) == (False, str(why.OTHER_FILE))
    assert not verify(BytesIO(unsigned()), block).intact
    assert not verify(BytesIO(b"<a"), block).intact


EXCLUSIVE_TRANSFORM = f'<Transform Algorithm="{EXCLUSIVE}"></Transform>'.encode()
PARTS: dict[str, tuple[Callable[[bytes], bytes], object]] = {
    "xpath": (lambda c: c.replace(EXCLUSIVE_TRANSFORM, b'<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>1</XPath></Transform>'), why.TRANSFORM),
    "xslt": (lambda c: c.replace(EXCLUSIVE_TRANSFORM, b'<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>'), why.TRANSFORM),
    "third": (lambda c: c.replace(EXCLUSIVE_TRANSFORM, EXCLUSIVE_TRANSFORM * 2), why.TRANSFORM),
    "not enveloped": (lambda c: c.replace(f'<Transform Algorithm="{DSIG}enveloped-signature"></Transform>'.encode(), b""), why.TRANSFORM),
    "references": (lambda c: re.sub(rb"(<Reference .*</Reference>)", rb"\1\1", c), why.NOT_WHOLE),
    "no reference": (lambda c: re.sub(rb"<Reference URI.*</Reference>", b"", c), why.NOT_WHOLE),
    "no address": (lambda c: c.replace(b' URI=""', b""), why.NOT_WHOLE),
    "key value": (lambda c: re.sub(rb"<X509Data>.*</X509Data>", b"<KeyValue/>", c), why.NO_CERTIFICATE),
    "hmac": (lambda c: c.replace(b"2001/04/xmldsig-more#rsa-sha256", b"2000/09/xmldsig#hmac-sha1"), why.METHOD),
    "md5": (lambda c: c.replace(b"http://www.w3.org/2001/04/xmlenc#sha256", b"http://www.w3.org/2001/04/xmldsig-more#md5"), why.METHOD),
    "no value": (lambda c: re.sub(rb"<SignatureValue>.*</SignatureValue>", b"", c), why.MALFORMED),
    "no base64": (lambda c: re.sub(rb"<SignatureValue>.*</SignatureValue>", b"<SignatureValue>?</SignatureValue>", c), why.MALFORMED),
    "no certificate": (lambda c: re.sub(rb"<X509Certificate>.*</X509Certificate>", b"<X509Certificate>AAAA</X509Certificate>", c), why.KEY),
    "other value": (lambda c: re.sub(rb"<SignatureValue>.*</SignatureValue>", b"<SignatureValue>" + b64encode(bytes(256)) + b"</SignatureValue>", c), why.VALUE),
}  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), PARTS.values(), ids=PARTS.keys())
def test_other_ways_of_signing_are_refused_with_their_reason(change: Callable[[bytes], bytes], reason: object, tmp_path: Path) -> None:
    content = change(makers.signed())

    check = checked(content, tmp_path)

    assert content != makers.signed()
    assert (check.intact, check.reason) == (False, str(reason))


def test_another_persons_certificate_does_not_fit(tmp_path: Path) -> None:
    other = b64encode(makers.Key().certificate_der)

    check = checked(re.sub(rb"<X509Certificate>.*</X509Certificate>", b"<X509Certificate>" + other + b"</X509Certificate>", makers.signed()), tmp_path)

    assert (check.intact, check.reason) == (False, str(why.VALUE))


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    target = BytesIO()
    write_document(makers.document(), (), target, signer=makers.Key(1024))

    assert checked(target.getvalue(), tmp_path).reason == str(why.KEY)


def test_an_attachment_that_changes_while_signing_is_refused() -> None:
    contents = iter([b"one", b"two"])
    changing = AttachmentSource(content_id="cid:1", name="a.pdf", open=lambda: BytesIO(next(contents)))

    with pytest.raises(EdxmlRefused) as refused:
        write_document(makers.document(), [changing], BytesIO(), signer=makers.key())
    assert refused.value.axis_code == 21


def test_without_signature_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert read(BytesIO(unsigned()), tmp_path, verifying=True).check is None


def test_attachments_before_the_heading_are_checked_afterwards_only(tmp_path: Path) -> None:
    root = etree.fromstring(unsigned())
    root.insert(0, root[1])
    content = signed_by_signxml("sha256", FORMS[0], bytes(etree.tostring(root)))

    assert verify(BytesIO(content), block_in(content, tmp_path)).intact
    check = read(BytesIO(content), tmp_path, verifying=True).check
    assert check is not None
    assert (check.intact, check.reason) == (False, str(why.LATE))


def test_inherited_xml_attributes_are_refused_where_the_form_would_need_them(tmp_path: Path) -> None:
    content = signed_by_signxml("sha256", FORMS[1], unsigned().replace(b"<edXML ", b'<edXML xml:lang="vi" ', 1))

    assert checked(content, tmp_path).reason == str(why.INHERITS)
