"""Seal the audit log: batches of lines into signed Merkle roots, each chained to the one before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connection, transaction

from congso.core import clock
from congso.foundation.audit import merkle
from congso.foundation.audit.models import AuditEntry, AuditSeal

_FIRST = b"\x00" * 32
_LOCK = 0x41554449  # one sealer at a time


@dataclass(frozen=True)
class SealProblem:
    """What is wrong with a seal, for the person who checks."""

    seal_id: int
    sentence: str


def _private_key() -> Ed25519PrivateKey:
    """The sealing key, made at the first use and kept in the key folder for its owner alone."""
    path = Path(settings.CONGSO_KEYS) / "audit-seal.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.touch(mode=0o600)
        path.write_bytes(fresh)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("audit-seal.pem is not an Ed25519 key")
    return key


def public_key() -> Ed25519PublicKey:
    """The key that verifies the seals; published with them."""
    return _private_key().public_key()


def _key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def seal_hash(seal: AuditSeal) -> bytes:
    """The hash that the next seal carries and the signature covers."""
    text = f"{seal.at.astimezone(clock.VIETNAM).isoformat()}|{seal.transaction_from}|{seal.transaction_to}|{seal.size}|"
    return hashlib.sha256(text.encode() + bytes(seal.root) + bytes(seal.previous_hash)).digest()


def _leaves(first: int, end: int) -> list[bytes]:
    rows = AuditEntry.objects.filter(transaction__gte=first, transaction__lt=end).order_by("transaction", "id")
    return [bytes(leaf) for leaf in rows.values_list("leaf_hash", flat=True).iterator(chunk_size=5000)]


def seal_new_entries() -> AuditSeal | None:
    """Seal every line that is committed and before which none can appear any more; None when there is none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s), pg_snapshot_xmin(pg_current_snapshot())::text::bigint", [_LOCK])
        horizon = int(cursor.fetchone()[1])
        last = AuditSeal.objects.last()
        first = last.transaction_to if last else 0
        leaves = _leaves(first, horizon)
        if not leaves:
            return None
        key = _private_key()
        seal = AuditSeal(
            at=clock.now(), transaction_from=first, transaction_to=horizon, size=len(leaves),
            root=merkle.root(leaves), previous_hash=bytes(last.seal_hash) if last else _FIRST,
            key_id=_key_id(key.public_key()),
        )  # fmt: skip
        seal.seal_hash = seal_hash(seal)
        seal.signature = key.sign(seal.seal_hash)
        seal.save(force_insert=True)
        return seal


def verify_seals() -> list[SealProblem]:
    """Recompute every line, root, chain link and signature; an empty list means that nothing was touched."""
    problems: list[SealProblem] = []
    previous, reached, key = _FIRST, 0, public_key()
    for seal in AuditSeal.objects.order_by("id"):
        problems += _verify_one(seal, previous, reached, key)
        previous, reached = bytes(seal.seal_hash), seal.transaction_to
    return problems


def _verify_one(seal: AuditSeal, previous: bytes, reached: int, key: Ed25519PublicKey) -> list[SealProblem]:
    found: list[str] = []
    entries = AuditEntry.objects.filter(
        transaction__gte=seal.transaction_from, transaction__lt=seal.transaction_to
    ).order_by("transaction", "id")
    leaves = []
    for entry in entries.iterator(chunk_size=2000):
        leaf = entry.compute_leaf()
        if leaf != bytes(entry.leaf_hash):
            found.append(f"line {entry.pk} was changed")
        leaves.append(leaf)
    if len(leaves) != seal.size:
        found.append(f"{seal.size} lines were sealed, {len(leaves)} are there")
    if merkle.root(leaves) != bytes(seal.root):
        found.append("the lines do not give the sealed root")
    if bytes(seal.previous_hash) != previous or seal.transaction_from != reached:
        found.append("the chain to the seal before is broken")
    if seal_hash(seal) != bytes(seal.seal_hash):
        found.append("the seal itself was changed")
    try:
        key.verify(bytes(seal.signature), bytes(seal.seal_hash))
    except InvalidSignature:
        found.append("the signature is not ours")
    return [SealProblem(seal.pk, sentence) for sentence in found]


def proof_of(entry: AuditEntry) -> tuple[AuditSeal, int, list[bytes]] | None:
    """The seal over an audit line, its place there and the inclusion proof; None while it is not sealed."""
    seal = AuditSeal.objects.filter(
        transaction_from__lte=entry.transaction, transaction_to__gt=entry.transaction
    ).first()
    if seal is None:
        return None
    rows = list(
        AuditEntry.objects.filter(transaction__gte=seal.transaction_from, transaction__lt=seal.transaction_to)
        .order_by("transaction", "id")
        .values_list("id", "leaf_hash")
    )
    index = next(place for place, row in enumerate(rows) if row[0] == entry.pk)
    return seal, index, merkle.inclusion_proof([bytes(row[1]) for row in rows], index)
