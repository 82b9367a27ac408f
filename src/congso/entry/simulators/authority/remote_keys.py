"""Keys that sign from afar, as a remote signing service keeps them: credentials, authorisation of hashes, signatures."""

from __future__ import annotations

import hmac
import json
import secrets
import time
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12

SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
HOLDS_SECONDS = 300
MOST = 100


class Refused(Exception):
    """An error of the API."""

    def __init__(self, code: str, status: str = "400 Bad Request") -> None:
        super().__init__(code)
        self.code, self.status = code, status


class RemoteKeys:
    """Credentials in a folder, one PKCS#12 each, whose PIN is the file's password."""

    def __init__(self, folder: Path, token: str) -> None:
        self._folder, self._token = folder, token
        self._allowed: dict[str, tuple[str, str, frozenset[str], float]] = {}

    def add(self, credential: str, container: bytes, owner: str) -> None:
        """Take a key in for its owner."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{credential}.p12"
        path.touch(mode=0o600)
        path.write_bytes(container)
        (self._folder / f"{credential}.json").write_text(json.dumps({"owner": owner}, ensure_ascii=False))

    def answer(self, what: str, content: dict[str, Any], authorization: str) -> dict[str, Any]:
        """One call of the API; raises Refused."""
        if not hmac.compare_digest(authorization, f"Bearer {self._token}"):
            raise Refused("invalid_token", "401 Unauthorized")
        calls = {"info": self._info, "credentials/list": self._list, "credentials/info": self._credential,
                 "credentials/authorize": self._authorize, "signatures/signHash": self._sign}  # fmt: skip
        if what not in calls:
            raise Refused("unsupported_operation", "404 Not Found")
        return calls[what](content)

    def _info(self, _content: dict[str, Any]) -> dict[str, Any]:
        return {"specs": "2.0.0.2", "name": "Ký số từ xa dùng thử", "region": "VN", "lang": "vi-VN", "authType": ["external"],
                "methods": ["credentials/list", "credentials/info", "credentials/authorize", "signatures/signHash"]}  # fmt: skip

    def _list(self, content: dict[str, Any]) -> dict[str, Any]:
        owner = str(content.get("userID", ""))
        found = [path.stem for path in sorted(self._folder.glob("*.json")) if json.loads(path.read_text())["owner"] == owner]
        return {"credentialIDs": found}

    def _container(self, content: dict[str, Any]) -> Path:
        name = str(content["credentialID"])
        path = self._folder / f"{name}.p12"
        if not name.replace("-", "").isalnum() or not path.exists():
            raise Refused("invalid_credential_id")
        return path

    def _credential(self, content: dict[str, Any]) -> dict[str, Any]:
        shown = self._container(content).with_suffix(".chain")
        certificates = [each for each in shown.read_text().split() if each]
        return {"key": {"status": "enabled", "algo": [RSA_SHA256], "len": 2048},
                "cert": {"status": "valid", "certificates": certificates}, "SCAL": "2", "multisign": MOST,
                "auth": {"mode": "explicit", "objects": [{"id": "PIN", "type": "Password"}]}}  # fmt: skip

    def show(self, credential: str, certificates: list[bytes]) -> None:
        """Let everybody read the certificate of a credential and its chain."""
        (self._folder / f"{credential}.chain").write_text("\n".join(b64encode(each).decode() for each in certificates))

    def _authorize(self, content: dict[str, Any]) -> dict[str, Any]:
        path, wanted = self._container(content), frozenset(content["hashes"])
        if content.get("hashAlgorithmOID") != SHA256 or not 0 < len(content["hashes"]) <= MOST:
            raise Refused("invalid_request")
        pin = next((str(each["value"]) for each in content["authData"] if each["id"] == "PIN"), "")
        try:
            pkcs12.load_pkcs12(path.read_bytes(), pin.encode())
        except ValueError as wrong:
            raise Refused("invalid_pin") from wrong
        ticket = secrets.token_urlsafe(24)
        self._allowed[ticket] = (path.stem, pin, wanted, time.monotonic() + HOLDS_SECONDS)
        return {"SAD": ticket, "expiresIn": HOLDS_SECONDS}

    def _sign(self, content: dict[str, Any]) -> dict[str, Any]:
        path = self._container(content)
        credential, pin, allowed, ends = self._allowed.pop(str(content.get("SAD")), ("", "", frozenset(), 0.0))
        if credential != path.stem or ends < time.monotonic() or not allowed.issuperset(content["hashes"]):
            raise Refused("invalid_request")
        if content.get("signAlgo") != RSA_SHA256:
            raise Refused("invalid_request")
        key: Any = pkcs12.load_pkcs12(path.read_bytes(), pin.encode()).key
        signed = [key.sign(b64decode(each), padding.PKCS1v15(), Prehashed(hashes.SHA256())) for each in content["hashes"]]
        return {"signatures": [b64encode(each).decode() for each in signed]}


def certificates_of(container: bytes, pin: str) -> list[bytes]:
    """DER of the signer's certificate and its chain, as the service shows them."""
    found = pkcs12.load_pkcs12(container, pin.encode())
    own = [found.cert] if found.cert else []
    return [each.certificate.public_bytes(serialization.Encoding.DER) for each in (*own, *found.additional_certs)]
