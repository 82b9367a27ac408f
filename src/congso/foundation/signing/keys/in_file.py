"""A key that came in a PKCS#12 file, kept locked by the password it came with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs12,
)

from congso.foundation.signing.keys.held import BadPin

_HASH = Prehashed(hashes.SHA256())
_MARK = b"congso key 1\n"
"""Begins a key locked by us: mark, salt, nonce, then AES-256-GCM of the key (PKCS#8) under PBKDF2-HMAC-SHA256 of the password."""
_SALT, _NONCE, _ROUNDS = 16, 12, 20_000


class FileKey:
    """A parsed key, for as many hashes as its owner signs at once."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def sign_hashes(self, digests: Sequence[bytes]) -> list[bytes]:
        """Sign in this process."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return [self._key.sign(each, padding.PKCS1v15(), _HASH) for each in digests]
        return [self._key.sign(each, ec.ECDSA(_HASH)) for each in digests]


def lock(key: Any, pin: str) -> bytes:
    """A key as it lies in the database: locked by its owner's password, ten times as slow to guess as in the usual file.

    The key was proved sound when its file was read. Proving that again costs 90 ms, forty times the signature, so ``open_file_key``
    leaves it out for what was locked here; a signature that does not fit its certificate is found before it reaches a document.
    """
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return _MARK + salt + nonce + AESGCM(_derived(pin, salt)).encrypt(nonce, plain, _MARK)


def open_file_key(container: bytes, pin: str) -> FileKey:
    """Open a locked key, or a PKCS#12 file; raises BadPin."""
    if container.startswith(_MARK):
        return FileKey(_unlocked(container[len(_MARK) :], pin))
    try:
        found = pkcs12.load_pkcs12(container, pin.encode())
    except ValueError as wrong:
        raise BadPin from wrong
    return FileKey(found.key)


def _unlocked(rest: bytes, pin: str) -> Any:
    salt, nonce, sealed = rest[:_SALT], rest[_SALT : _SALT + _NONCE], rest[_SALT + _NONCE :]
    try:
        plain = AESGCM(_derived(pin, salt)).decrypt(nonce, sealed, _MARK)
    except InvalidTag as wrong:
        raise BadPin from wrong
    return load_der_private_key(plain, None, unsafe_skip_rsa_key_validation=True)


def _derived(pin: str, salt: bytes) -> bytes:
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, _ROUNDS).derive(pin.encode())
