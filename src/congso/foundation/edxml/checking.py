"""Whether a signature holds for a file, in one pass with little memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.utils.functional import Promise

from congso.foundation.edxml import signing_sentences as why
from congso.foundation.edxml.c14n import Canonical
from congso.foundation.edxml.errors import EdxmlRefused
from congso.foundation.edxml.nodes import Builder, Node
from congso.foundation.edxml.parcels import SignatureBlock, SignatureCheck
from congso.foundation.edxml.standard import HEADER
from congso.foundation.edxml.walking import Element, Limits, walk
from congso.foundation.edxml.xmldsig import (
    CANONICAL,
    DIGESTS,
    ENVELOPED,
    INCLUSIVE,
    METHODS,
    is_signature,
    parsed,
)

SHORTEST_KEY = 2048
MOST_CERTIFICATES = 16
_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


def verify(source: BinaryIO, block: SignatureBlock, *, allow_sha1: bool = False, limits: Limits | None = None) -> SignatureCheck:
    """Check the file from its beginning against its signature.

    Only one reference to the whole file is accepted, with the enveloped transform and a canonical form: whatever else a
    signature may cover or skip would let somebody move signed parts to where they mean something else.
    """
    reason = unacceptable(block, allow_sha1=allow_sha1)
    if reason:
        return failed(block, reason)
    digesting = Digesting(block)
    try:
        walk(source, digesting, limits or Limits())
    except EdxmlRefused as refused:
        return failed(block, refused.reason)
    return judged(block, digesting)


def judged(block: SignatureBlock, digesting: Digesting) -> SignatureCheck:
    """The end of a check whose file was walked."""
    if digesting.seen != [block]:
        return failed(block, why.SEVERAL if len(digesting.seen) > 1 else why.OTHER_FILE)
    if digesting.hash.digest() != block.references[0].digest:
        return failed(block, why.DIGEST)
    signer, reason = _signer(block)
    if signer is None:
        return failed(block, reason)
    others = tuple(each for each in block.certificates if each != signer)
    return SignatureCheck(certificate_der=signer, algorithm=_short(block), intact=True, reason="", chain_der=others)


class Digesting:
    """Hashes the canonical form of everything but the signature, and finds the signatures that are really there."""

    def __init__(self, block: SignatureBlock) -> None:
        """The block says which form and which hash."""
        reference = block.references[0]
        form, prefixes = reference.transforms[1] if len(reference.transforms) > 1 else (INCLUSIVE, frozenset[str]())
        self.hash = hashlib.new(DIGESTS[reference.digest_method])
        self.canonical = Canonical(self.hash.update, exclusive=CANONICAL[form], prefixes=prefixes)
        self.path: list[str] = []
        self.builder: Builder | None = None
        self.seen: list[SignatureBlock] = []

    def start(self, element: Element) -> None:
        """Outside of a signature: hash; inside: keep."""
        if self.builder is None and is_signature(element):
            self.builder = Builder()
        if self.builder:
            self.builder.start(element)
            return
        self.path.append(element.local)
        self.canonical.start(element)

    def end(self, element: Element) -> None:
        """A signature ends: take it apart."""
        if self.builder is None:
            self.path.pop()
            self.canonical.end(element)
            return
        self.builder.end(element)
        if not self.builder.stack and isinstance(self.builder.root, Node):
            self.seen.append(parsed(self.builder.root, "/".join(self.path[1:])))
            self.builder = None

    def text(self, data: str) -> None:
        """Text."""
        (self.builder or self.canonical).text(data)

    def stream(self, data: str) -> None:
        """The base64 of attachments."""
        (self.builder or self.canonical).stream(data)

    def instruction(self, target: str, data: str) -> None:
        """Processing instructions are signed too."""
        (self.builder or self.canonical).instruction(target, data)


def unacceptable(block: SignatureBlock, *, allow_sha1: bool) -> str | Promise:
    """What forbids the signature before the file is read; empty when nothing does."""
    if block.fault:
        return block.fault
    if len(block.references) != 1 or block.references[0].uri != "":
        return why.NOT_WHOLE
    transforms = [algorithm for algorithm, _prefixes in block.references[0].transforms]
    forms = [block.canonicalization, *transforms[1:]]
    names = {METHODS.get(block.method, ""), DIGESTS.get(block.references[0].digest_method, "")}
    checks: tuple[tuple[object, str | Promise], ...] = (
        (block.place == HEADER, why.ELSEWHERE),
        (transforms[:1] == [ENVELOPED] and len(forms) <= 2 and all(form in CANONICAL for form in forms), why.TRANSFORM),
        ("" not in names, why.METHOD), (allow_sha1 or "sha1" not in names, why.WEAK), (block.certificates, why.NO_CERTIFICATE),
    )  # fmt: skip
    return next((reason for holds, reason in checks if not holds), "")


def failed(block: SignatureBlock, reason: str | Promise) -> SignatureCheck:
    return SignatureCheck(certificate_der=b"", algorithm=_short(block), intact=False, reason=str(reason), chain_der=block.certificates)


def _short(block: SignatureBlock) -> str:
    return block.method.rpartition("#")[2]


def _signer(block: SignatureBlock) -> tuple[bytes | None, str | Promise]:
    """The certificate whose key made the signature."""
    algorithm = METHODS[block.method]
    prehashed, digest = Prehashed(_HASHES[algorithm]()), hashlib.new(algorithm, block.signed_info).digest()
    reason: str | Promise = why.KEY
    for certificate in block.certificates[:MOST_CERTIFICATES]:
        key = _key_of(certificate)
        if key is None:
            continue
        try:
            key.verify(block.value, digest, padding.PKCS1v15(), prehashed)
        except InvalidSignature:
            reason = why.VALUE
        else:
            return certificate, ""
    return None, reason


def _key_of(certificate: bytes) -> rsa.RSAPublicKey | None:
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        return None
    return key if isinstance(key, rsa.RSAPublicKey) and key.key_size >= SHORTEST_KEY else None
