"""A key in a device (HSM, USB token at the server) reached by PKCS#11."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pkcs11
from asn1crypto import algos
from pkcs11.util.ec import encode_ecdsa_signature

from congso.core.outside import Silent
from congso.foundation.signing.keys.held import BadPin


@cache
def _module(path: str) -> Any:
    return pkcs11.lib(path)


class ModuleKey:
    """A key of a token; the session lasts for one confirmation."""

    def __init__(self, path: str, token: str, label: str, pin: str) -> None:
        self._path, self._token, self._label, self._pin = path, token, label, pin

    def sign_hashes(self, digests: Sequence[bytes]) -> list[bytes]:
        """Log in to the token, sign, log out."""
        try:
            token = _module(self._path).get_token(token_label=self._token)
            with token.open(user_pin=self._pin) as session:
                key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self._label)
                return [_sign(key, each) for each in digests]
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked) as wrong:
            raise BadPin from wrong
        except pkcs11.PKCS11Error as broken:
            raise Silent(str(broken) or type(broken).__name__) from broken


def _sign(key: Any, digest: bytes) -> bytes:
    if key.key_type == pkcs11.KeyType.RSA:
        info = algos.DigestInfo({"digest_algorithm": {"algorithm": "sha256"}, "digest": digest}).dump()
        found: bytes = key.sign(info, mechanism=pkcs11.Mechanism.RSA_PKCS)
        return found
    encoded: bytes = encode_ecdsa_signature(key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))
    return encoded
