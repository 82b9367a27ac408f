"""Secrets shared with other systems: kept encrypted, since both sides must know them to sign what they say."""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _box() -> Fernet:
    key = hashlib.sha256(b"congso shared secrets" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def new_secret() -> str:
    """A secret nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


def seal(secret: str) -> bytes:
    """The secret as it may lie in the database."""
    return _box().encrypt(secret.encode())


def unseal(kept: bytes | memoryview) -> str:
    """The secret again; empty when it was sealed under another key of the installation."""
    try:
        return _box().decrypt(bytes(kept)).decode()
    except InvalidToken:
        return ""
