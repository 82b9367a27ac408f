"""Keys that came in a file lie locked by their owner's password, and by nothing else."""

from __future__ import annotations

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12

from congso.foundation.signing.keys.held import BadPin
from congso.foundation.signing.keys.in_file import lock, open_file_key

PIN = "chín trăm 9"
DIGEST = sha256(b"noi dung").digest()
_HASH = Prehashed(hashes.SHA256())


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    """An RSA key."""
    return rsa.generate_private_key(65537, 2048)


def test_the_owner_opens_and_signs(key: rsa.RSAPrivateKey) -> None:
    (made,) = open_file_key(lock(key, PIN), PIN).sign_hashes([DIGEST])
    key.public_key().verify(made, DIGEST, padding.PKCS1v15(), _HASH)


def test_keys_on_a_curve_sign_too() -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    (made,) = open_file_key(lock(curve, PIN), PIN).sign_hashes([DIGEST])
    curve.public_key().verify(made, DIGEST, ec.ECDSA(_HASH))


@pytest.mark.parametrize("wrong", ["", "chín trăm 8", "chin tram 9", PIN + " "])
def test_another_password_opens_nothing(key: rsa.RSAPrivateKey, wrong: str) -> None:
    with pytest.raises(BadPin):
        open_file_key(lock(key, PIN), wrong)


def test_a_changed_byte_opens_nothing(key: rsa.RSAPrivateKey) -> None:
    locked = lock(key, PIN)
    for place in (20, 35, 60, len(locked) - 1):
        with pytest.raises(BadPin):
            open_file_key(locked[:place] + bytes([locked[place] ^ 1]) + locked[place + 1 :], PIN)


def test_the_key_cannot_be_read_from_what_lies_there_and_twice_looks_different(key: rsa.RSAPrivateKey) -> None:
    plain = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    one, other = lock(key, PIN), lock(key, PIN)
    assert plain[40:72] not in one
    assert PIN.encode() not in one
    assert one[13:] != other[13:]


def test_a_file_kept_whole_by_an_older_installation_still_opens(key: rsa.RSAPrivateKey) -> None:
    kept = pkcs12.serialize_key_and_certificates(b"a", key, None, None, serialization.BestAvailableEncryption(PIN.encode()))
    (made,) = open_file_key(kept, PIN).sign_hashes([DIGEST])
    key.public_key().verify(made, DIGEST, padding.PKCS1v15(), _HASH)
    with pytest.raises(BadPin):
        open_file_key(kept, "khác hẳn")
