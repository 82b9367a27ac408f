"""Who is at the door: a connected system, by its secret or by what it signed with it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from congso.core import clock
from congso.domains.axis.errors import NotASystem
from congso.domains.axis.models import System
from congso.foundation.outbox.secrets import unseal

SEEN_EVERY = timedelta(minutes=1)
SKEW = 300
"""Seconds by which the clock of a signing system may differ."""


def _open_system(system_id: str) -> System:
    system = System.objects.filter(system_id=system_id, closed_at=None).first()
    if system is None:
        raise NotASystem
    return system


def _seen(system: System) -> System:
    now = clock.now()
    if system.seen_at is None or now - system.seen_at > SEEN_EVERY:
        System.objects.filter(pk=system.pk).update(seen_at=now)
    return system


def enter_by_secret(*, system_id: str, secret: str) -> System:
    """The system with this id and secret; raises NotASystem."""
    system = _open_system(system_id)
    known = unseal(system.secret)
    if not known or not hmac.compare_digest(known.encode(), secret.encode(errors="replace")):
        raise NotASystem
    return _seen(system)


def signature_of(secret: str, *, system_id: str, timestamp: str, path: str, body_hash: str) -> str:
    """HMAC-SHA256 over who, when, where and the SHA-256 of what is sent."""
    text = "\n".join([system_id, timestamp, path, body_hash])
    return hmac.new(secret.encode(), text.encode(errors="replace"), hashlib.sha256).hexdigest()


def enter_by_signature(*, system_id: str, timestamp: str, path: str, body_hash: str, signature: str) -> System:
    """The system that signed this call; raises NotASystem, also when it was signed long ago."""
    system = _open_system(system_id)
    known = unseal(system.secret)
    made = signature_of(known, system_id=system_id, timestamp=timestamp, path=path, body_hash=body_hash)
    fresh = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 15 and abs(int(timestamp) - clock.now().timestamp()) <= SKEW
    if not known or not fresh or not hmac.compare_digest(made.encode(), signature.encode(errors="replace")):
        raise NotASystem
    return _seen(system)
