"""The local signer as a web application on the person's own machine (docs/local-signer.md)."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12

PROTOCOL = "congso-local-signer/1"
LARGEST = 262_144
MOST = 100
_HASH = Prehashed(hashes.SHA256())


class Refused(Exception):
    """A refusal in the protocol's words."""

    def __init__(self, code: str, status: str = "400 Bad Request") -> None:
        super().__init__(code)
        self.code, self.status = code, status


@dataclass(frozen=True)
class Asked:
    """What a page asks to be signed: shown to the person before anything is signed."""

    origin: str
    reason: str
    count: int


AskPin = Callable[[Asked], str | None]
"""Asks the person for the PIN; None when they do not want to sign."""


class Application:
    """WSGI: tells its certificate, signs hashes; only for pages of the origins it was told."""

    def __init__(self, container: bytes, origins: Iterable[str], ask_pin: AskPin) -> None:
        self._container, self._origins, self._ask_pin = container, frozenset(each.rstrip("/") for each in origins), ask_pin
        self._certificates: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a page."""
        origin, method = environ.get("HTTP_ORIGIN", ""), environ["REQUEST_METHOD"]
        try:
            if origin not in self._origins:
                raise Refused("unknown_origin", "403 Forbidden")
            found: dict[str, Any] = {} if method == "OPTIONS" else self._answer(method, environ, origin)
            status = "204 No Content" if method == "OPTIONS" else "200 OK"
        except Refused as refused:
            found, status = {"error": refused.code}, refused.status
        body = b"" if status.startswith("204") else json.dumps(found).encode()
        start_response(status, [*self._headers(origin), ("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _headers(self, origin: str) -> list[tuple[str, str]]:
        common = [("Cache-Control", "no-store"), ("Vary", "Origin")]
        if origin not in self._origins:
            return common
        return [
            *common, ("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Methods", "GET, POST"),
            ("Access-Control-Allow-Headers", "Content-Type"), ("Access-Control-Allow-Private-Network", "true"),
        ]  # fmt: skip

    def _answer(self, method: str, environ: dict[str, Any], origin: str) -> dict[str, Any]:
        path = environ.get("PATH_INFO", "/")
        if (method, path) == ("GET", "/v1/info"):
            return {"protocol": PROTOCOL, "name": "Công Sở local signer", "asks_pin": True,
                    "certificates": [b64encode(each).decode() for each in self._certificates]}  # fmt: skip
        if (method, path) != ("POST", "/v1/sign"):
            raise Refused("unknown_call", "404 Not Found")
        if not str(environ.get("CONTENT_TYPE", "")).startswith("application/json"):
            raise Refused("bad_request")  # a form of any page could send other types without asking first
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size > LARGEST:
            raise Refused("bad_request", "413 Content Too Large")
        return self._sign(environ["wsgi.input"].read(size), origin)

    def _sign(self, body: bytes, origin: str) -> dict[str, Any]:
        try:
            asked = json.loads(body)
            digests = [b64decode(each, validate=True) for each in asked["hashes"]]
            reason, pin, wanted = str(asked.get("reason", ""))[:200], str(asked.get("pin") or ""), str(asked["certificate_sha256"])
        except (ValueError, KeyError, TypeError, AttributeError) as broken:
            raise Refused("bad_request") from broken
        fits = asked.get("protocol") == PROTOCOL and asked.get("hash_algorithm") == "sha256"
        if not fits or not 0 < len(digests) <= MOST or any(len(each) != 32 for each in digests):
            raise Refused("bad_request")
        given: str | None = pin or self._ask_pin(Asked(origin, reason, len(digests)))
        if given is None:
            raise Refused("cancelled", "403 Forbidden")
        return {"protocol": PROTOCOL, "signatures": [b64encode(each).decode() for each in self._signed(given, wanted, digests)]}

    def _signed(self, pin: str, wanted: str, digests: list[bytes]) -> list[bytes]:
        try:
            found = pkcs12.load_pkcs12(self._container, pin.encode())
        except ValueError as wrong:
            raise Refused("wrong_pin", "403 Forbidden") from wrong
        chain = [*([found.cert] if found.cert else []), *found.additional_certs]
        self._certificates = [each.certificate.public_bytes(serialization.Encoding.DER) for each in chain]
        if not self._certificates or sha256(self._certificates[0]).hexdigest() != wanted:
            raise Refused("no_such_key", "404 Not Found")
        if isinstance(found.key, rsa.RSAPrivateKey):
            return [found.key.sign(each, padding.PKCS1v15(), _HASH) for each in digests]
        if isinstance(found.key, ec.EllipticCurvePrivateKey):
            return [found.key.sign(each, ec.ECDSA(_HASH)) for each in digests]
        raise Refused("no_such_key", "404 Not Found")
