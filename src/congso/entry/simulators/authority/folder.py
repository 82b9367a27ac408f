"""What the stand-in keeps: its own keys and the list of what it issued, in one folder."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization

NAMES = ("root", "issuing", "tsa", "ocsp")


@dataclass
class Issued:
    """One certificate: whose it is, and whether it was revoked (RFC 5280 reason, moment in seconds)."""

    serial: int
    subject: str
    revoked_at: int = 0
    reason: str = ""
    unsafe_since: int = 0
    """When the key may have come into other hands (RFC 5280, invalidityDate); 0 when nobody says so."""


@dataclass(frozen=True)
class Pair:
    """A key with its certificate."""

    key: Any
    certificate: x509.Certificate


class Folder:
    """The stand-in's folder; each reader sees what another process wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether an authority was made here."""
        return (self.path / "root.pem").exists()

    def write_pair(self, name: str, pair: Pair) -> None:
        """Keep a key, readable by its owner alone, and its certificate."""
        self.path.mkdir(parents=True, exist_ok=True)
        secret = self.path / f"{name}.key"
        secret.touch(mode=0o600)
        secret.write_bytes(pair.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))  # fmt: skip
        (self.path / f"{name}.pem").write_bytes(pair.certificate.public_bytes(serialization.Encoding.PEM))

    def read_pair(self, name: str) -> Pair:
        """A key and its certificate."""
        key = serialization.load_pem_private_key(
            (self.path / f"{name}.key").read_bytes(), None, unsafe_skip_rsa_key_validation=True
        )
        return Pair(key, self.certificate(name))

    def certificate(self, name: str) -> x509.Certificate:
        """A certificate of the authority itself."""
        return x509.load_pem_x509_certificate((self.path / f"{name}.pem").read_bytes())

    def issued(self) -> dict[int, Issued]:
        """All certificates by serial number."""
        found: dict[int, Issued] = {}
        with suppress(FileNotFoundError):
            for line in (self.path / "issued.jsonl").read_text().splitlines():
                row = Issued(**json.loads(line))
                found[row.serial] = row
        return found

    def note(self, row: Issued) -> None:
        """Add a line; the last line about a serial number holds."""
        with (self.path / "issued.jsonl").open("a") as lines:
            lines.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
