"""What comes out of an edXML file, and what goes into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from congso.foundation.edxml.messages import Message


@dataclass(frozen=True, kw_only=True)
class AttachmentSource:
    """A file to be sent (tệp đính kèm); ``open`` is called again when the message is signed, since its hash stands before it."""

    content_id: str
    """``ContentId``, ``cid:…``; stands in the list of files and beside the file."""
    name: str
    """``AttachmentName``."""
    open: Callable[[], BinaryIO]
    description: str | None = None
    content_type: str | None = None
    manifest_type: str | None = None
    """``ContentType`` in the list of files (``Reference``), where it differs."""


@dataclass(frozen=True, kw_only=True)
class ReceivedAttachment:
    """A file taken out; ``name`` is only a label, cleaned of paths and control characters."""

    content_id: str
    name: str
    size: int
    sha256: str
    path: Path | None = None
    """Where it lies, when ``read`` was given a folder."""
    content: bytes = b""
    """Itself, when ``read`` kept it in memory."""
    description: str | None = None
    content_type: str | None = None
    manifest_type: str | None = None

    def open(self) -> BinaryIO:
        """Its content, wherever it was kept."""
        return self.path.open("rb") if self.path else BytesIO(self.content)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What a signature says it covers (``ds:Reference``)."""

    uri: str | None
    transforms: tuple[tuple[str, frozenset[str]], ...]
    """Algorithm, and the prefixes it treats as inclusive."""
    digest_method: str
    digest: bytes


@dataclass(frozen=True, kw_only=True)
class SignatureBlock:
    """A signature found in a message; nothing in it is proved before ``verify``."""

    place: str
    """The path of its parent."""
    canonicalization: str
    canonical_prefixes: frozenset[str]
    method: str
    references: tuple[Reference, ...]
    signed_info: bytes
    """Canonical form of what the key signed; empty where the form is not supported."""
    value: bytes
    certificates: tuple[bytes, ...]
    fault: str = ""
    """Why it cannot be checked, when it cannot."""


@dataclass(frozen=True, kw_only=True)
class SignatureCheck:
    """What was found out; whether the certificate is to be trusted is another question (``trusted``)."""

    certificate_der: bytes
    """The signer's; empty when none fits."""
    algorithm: str
    """``rsa-sha256`` and the like."""
    intact: bool
    reason: str
    """Why not, in Vietnamese; empty when intact."""
    chain_der: tuple[bytes, ...] = ()
    """The other certificates in the signature."""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A message with its files."""

    message: Message
    attachments: list[ReceivedAttachment]
    signature: SignatureBlock | None
    tolerated: list[str]
    """Where the file differs from the standard and was taken all the same, in Vietnamese."""
    check: SignatureCheck | None = None
    """What became of the signature, when ``read`` was asked to verify it and there is one."""
