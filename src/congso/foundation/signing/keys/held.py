"""What every store of keys does: sign hashes after its owner's PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class BadPin(Exception):
    """The store refused the PIN."""


class Opened(Protocol):
    """A key that its owner has just opened; forgotten after use."""

    def sign_hashes(self, digests: Sequence[bytes]) -> list[bytes]:
        """Signatures (RSA PKCS#1 v1.5 or ECDSA) over SHA-256 hashes, in their order. Raises BadPin, Silent."""
