"""The signature of a message as XML: made, found and taken apart (XML-DSig, enveloped, one reference to the whole file)."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from congso.foundation.edxml import signing_sentences as why
from congso.foundation.edxml.c14n import Canonical
from congso.foundation.edxml.nodes import Node, canonical_bytes
from congso.foundation.edxml.parcels import Reference, SignatureBlock
from congso.foundation.edxml.walking import Attribute, Element

DSIG = "http://www.w3.org/2000/09/xmldsig#"
ENVELOPED = f"{DSIG}enveloped-signature"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11"
"""Differs from 1.0 only where a part inherits ``xml:`` attributes, and that is refused."""
CANONICAL = {EXCLUSIVE: True, INCLUSIVE: False, INCLUSIVE_11: False}
"""Form → whether exclusive."""
METHODS = {
    f"{DSIG}rsa-sha1": "sha1", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
}  # fmt: skip
DIGESTS = {
    f"{DSIG}sha1": "sha1", "http://www.w3.org/2001/04/xmlenc#sha256": "sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}  # fmt: skip
Algorithm = Literal["sha256", "sha1"]
_METHOD_OF = {name: address for address, name in METHODS.items()}
_DIGEST_OF = {name: address for address, name in DIGESTS.items()}


class Signer(Protocol):
    """A key that signs hashes, wherever it lies (RSA, PKCS #1 v1.5)."""

    @property
    def certificate_der(self) -> bytes:
        """The signer's certificate."""
        ...

    @property
    def chain_der(self) -> Sequence[bytes]:
        """The certificates of its authorities, the nearest first."""
        ...

    def sign_hash(self, digest: bytes, algorithm: Algorithm) -> bytes:
        """The signature of a hash that was made with ``algorithm``."""
        ...


def signature_xml(signer: Signer, digest: bytes, algorithm: Algorithm) -> bytes:
    """The ``Signature`` element for a document of this digest."""
    inner: list[bytes] = []
    pen = _Pen(inner.append)
    _write_signed_info(pen, digest, algorithm)
    value = signer.sign_hash(hashlib.new(algorithm, b"".join(inner)).digest(), algorithm)
    pieces: list[bytes] = []
    pen = _Pen(pieces.append)
    pen.open("Signature")
    _write_signed_info(pen, digest, algorithm)
    pen.leaf("SignatureValue", value)
    pen.open("KeyInfo")
    pen.open("X509Data")
    for each in (signer.certificate_der, *signer.chain_der):
        pen.leaf("X509Certificate", each)
    for _level in range(3):
        pen.close()
    return b"".join(pieces)


class _Pen:
    """Writes elements of XML-DSig without space between them."""

    def __init__(self, sink: Callable[[bytes], object]) -> None:
        self.canonical = Canonical(sink)
        self.stack: list[Element] = []

    def open(self, name: str, **attributes: str) -> None:
        told = tuple(Attribute(key, "", key, value) for key, value in attributes.items())
        self.stack.append(Element(name, DSIG, name, told, {"": DSIG}))
        self.canonical.start(self.stack[-1])

    def close(self) -> None:
        self.canonical.end(self.stack.pop())

    def leaf(self, name: str, data: bytes = b"", **attributes: str) -> None:
        self.open(name, **attributes)
        self.canonical.raw(b64encode(data))
        self.close()


def _write_signed_info(pen: _Pen, digest: bytes, algorithm: Algorithm) -> None:
    pen.open("SignedInfo")
    pen.leaf("CanonicalizationMethod", Algorithm=EXCLUSIVE)
    pen.leaf("SignatureMethod", Algorithm=_METHOD_OF[algorithm])
    pen.open("Reference", URI="")
    pen.open("Transforms")
    pen.leaf("Transform", Algorithm=ENVELOPED)
    pen.leaf("Transform", Algorithm=EXCLUSIVE)
    pen.close()
    pen.leaf("DigestMethod", Algorithm=_DIGEST_OF[algorithm])
    pen.leaf("DigestValue", digest)
    pen.close()
    pen.close()


def is_signature(element: Element) -> bool:
    """Whether it is a ``ds:Signature``."""
    return element.space == DSIG and element.local == "Signature"


def block_of(root: Node) -> SignatureBlock | None:
    """The signature in a tree, faulty when there are several."""
    found = [*_signatures(root, ())]
    if not found:
        return None
    node, place = found[0]
    return parsed(node, place, fault=str(why.SEVERAL) if len(found) > 1 else "")


def _signatures(node: Node, path: tuple[str, ...]) -> list[tuple[Node, str]]:
    inside: list[tuple[Node, str]] = []
    for child in node.children:
        inside += [(child, "/".join(path))] if is_signature(child.element) else []
        inside += _signatures(child, (*path, child.local))
    return inside


def parsed(node: Node, place: str, *, fault: str = "") -> SignatureBlock:
    """A ``Signature`` element taken apart; what cannot be checked is told in ``fault``, never raised."""
    info = _only(node, "SignedInfo")
    if info is None or _only(node, "SignatureValue") is None:
        return _nothing(place, str(why.MALFORMED))
    canonicalization, prefixes = _transform(_only(info, "CanonicalizationMethod"))
    exclusive = CANONICAL.get(canonicalization)
    references = tuple(_reference(each) for each in _all(info, "Reference"))
    try:
        certificates = tuple(_base64(each) for data in _all(node, "KeyInfo") for part in _all(data, "X509Data") for each in _all(part, "X509Certificate"))
        value = _base64(_only(node, "SignatureValue"))
    except ValueError:
        return _nothing(place, str(why.MALFORMED))
    block = SignatureBlock(
        place=place, canonicalization=canonicalization, canonical_prefixes=prefixes, method=_algorithm(_only(info, "SignatureMethod")),
        references=references, signed_info=b"" if exclusive is None else canonical_bytes(info, exclusive=exclusive, prefixes=prefixes),
        value=value, certificates=certificates, fault=fault,
    )  # fmt: skip
    inherits = not exclusive and info.element.under_xml_attributes
    return block if fault or not inherits else _nothing(place, str(why.INHERITS))


def _nothing(place: str, fault: str) -> SignatureBlock:
    return SignatureBlock(
        place=place, canonicalization="", canonical_prefixes=frozenset(), method="", references=(), signed_info=b"", value=b"", certificates=(), fault=fault
    )


def _all(node: Node, name: str) -> list[Node]:
    return [each for each in node.children if each.element.space == DSIG and each.local == name]


def _only(node: Node, name: str) -> Node | None:
    found = _all(node, name)
    return found[0] if len(found) == 1 else None


def _base64(node: Node | None) -> bytes:
    text = "".join(node.text.split()) if node and not node.children else "="
    try:
        return b64decode(text, validate=True)
    except binascii.Error as broken:
        raise ValueError(text[:20]) from broken


def _algorithm(node: Node | None) -> str:
    found = [each.value for each in node.element.attributes if each.name == "Algorithm"] if node else []
    return found[0] if found else ""


def _transform(node: Node | None) -> tuple[str, frozenset[str]]:
    """Its algorithm and InclusiveNamespaces; any other parameter makes the algorithm unknown."""
    algorithm, prefixes = _algorithm(node), frozenset[str]()
    for child in node.children if node else []:
        if child.element.space != EXCLUSIVE or child.local != "InclusiveNamespaces" or not algorithm.startswith(EXCLUSIVE):
            return "", prefixes
        told = " ".join(each.value for each in child.element.attributes if each.name == "PrefixList").split()
        prefixes = frozenset("" if each == "#default" else each for each in told)
    return algorithm, prefixes


def _reference(node: Node) -> Reference:
    uri = next((each.value for each in node.element.attributes if each.name == "URI"), None)
    transforms = _only(node, "Transforms")
    try:
        digest = _base64(_only(node, "DigestValue"))
    except ValueError:
        digest = b""
    return Reference(
        uri=uri, transforms=tuple(_transform(each) for each in transforms.children) if transforms else (),
        digest_method=_algorithm(_only(node, "DigestMethod")), digest=digest,
    )  # fmt: skip
