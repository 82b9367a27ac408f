"""The authority as a web application: ``congso demo-ca``."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization

from congso.entry.simulators.authority import answering
from congso.entry.simulators.authority.certificates import Authority
from congso.entry.simulators.authority.remote_keys import Refused, RemoteKeys

LARGEST = 262_144
Answer = tuple[str, str, bytes]


class Application:
    """WSGI: certificates, revocation, timestamps, and keys that sign from afar (CSC API, version 2)."""

    def __init__(self, authority: Authority, keys: RemoteKeys) -> None:
        self._authority, self._keys = authority, keys
        self._pages: dict[tuple[str, str], Callable[[bytes], Answer]] = {
            ("GET", "/"): self._about, ("GET", "/crl"): self._crl, ("POST", "/ocsp"): self._ocsp,
            ("POST", "/tsa"): self._tsa, ("GET", "/root.crt"): self._root, ("GET", "/issuing.crt"): self._issuing,
        }  # fmt: skip

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        path, method = environ.get("PATH_INFO", "/"), environ["REQUEST_METHOD"]
        size = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST)
        body = environ["wsgi.input"].read(size) if method == "POST" else b""
        if path.startswith("/csc/v2/") and method == "POST":
            status, kind, content = self._remote(path.removeprefix("/csc/v2/"), body, environ)
        elif (method, path) in self._pages:
            status, kind, content = self._pages[method, path](body)
        else:
            status, kind, content = "404 Not Found", "text/plain; charset=utf-8", b"Kh\xc3\xb4ng c\xc3\xb3 trang n\xc3\xa0y."
        start_response(status, [("Content-Type", kind), ("Cache-Control", "no-store"), ("Content-Length", str(len(content)))])
        return [content]

    def _about(self, _body: bytes) -> Answer:
        page = ('<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cơ quan chứng thực dùng thử</title><body><h1>Cơ quan '
                'chứng thực chữ ký số dùng thử</h1><p>Không ai bên ngoài tin chứng thư gốc này.</p><ul><li><a href="/root.crt">Chứng '
                'thư gốc</a></li><li><a href="/crl">Danh sách thu hồi</a></li></ul></body></html>')  # fmt: skip
        return "200 OK", "text/html; charset=utf-8", page.encode()

    def _crl(self, _body: bytes) -> Answer:
        return "200 OK", "application/pkix-crl", answering.revocation_list(self._authority)

    def _ocsp(self, body: bytes) -> Answer:
        return "200 OK", "application/ocsp-response", answering.state_of_certificate(self._authority, body)

    def _tsa(self, body: bytes) -> Answer:
        try:
            return "200 OK", "application/timestamp-reply", answering.timestamp(self._authority, body)
        except ValueError:
            return "400 Bad Request", "text/plain; charset=utf-8", b"no timestamp request"

    def _certificate(self, name: str) -> Answer:
        found = self._authority.folder.certificate(name)
        return "200 OK", "application/pkix-cert", found.public_bytes(serialization.Encoding.DER)

    def _root(self, _body: bytes) -> Answer:
        return self._certificate("root")

    def _issuing(self, _body: bytes) -> Answer:
        return self._certificate("issuing")

    def _remote(self, what: str, body: bytes, environ: dict[str, Any]) -> Answer:
        try:
            content = json.loads(body or b"{}")
            found = self._keys.answer(what, content, environ.get("HTTP_AUTHORIZATION", ""))
            status = "200 OK"
        except Refused as refused:
            found, status = {"error": refused.code, "error_description": refused.code}, refused.status
        except (ValueError, KeyError, TypeError):
            found, status = {"error": "invalid_request"}, "400 Bad Request"
        return status, "application/json", json.dumps(found).encode()


def make_application() -> Application:
    """The application of the folder and address that the environment names."""
    authority = Authority(Path(os.environ["CONGSO_CA_FOLDER"]), os.environ["CONGSO_CA_URL"])
    authority.make()
    return Application(authority, RemoteKeys(authority.folder.path / "remote", os.environ["CONGSO_CSC_TOKEN"]))


_ready: Application | None = None


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """What the server calls."""
    global _ready
    if _ready is None:
        _ready = make_application()
    return _ready(environ, start_response)
