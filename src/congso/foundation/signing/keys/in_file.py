"""A key in a PKCS#12 file, opened by its password."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12

from congso.foundation.signing.keys.held import BadPin

_HASH = Prehashed(hashes.SHA256())


class FileKey:
    """A parsed key: reading an RSA key costs more than signing with it, so fifty documents share one reading."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def sign_hashes(self, digests: Sequence[bytes]) -> list[bytes]:
        """Sign in this process."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return [self._key.sign(each, padding.PKCS1v15(), _HASH) for each in digests]
        return [self._key.sign(each, ec.ECDSA(_HASH)) for each in digests]


def open_file_key(container: bytes, pin: str) -> FileKey:
    """Open the container; raises BadPin."""
    try:
        found = pkcs12.load_pkcs12(container, pin.encode())
    except ValueError as wrong:
        raise BadPin from wrong
    return FileKey(found.key)
