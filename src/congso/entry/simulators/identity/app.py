"""The provider as a web application: ``congso mock-idp``."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from congso.entry.simulators.identity import pages
from congso.entry.simulators.identity.people import PEOPLE
from congso.entry.simulators.identity.provider import Client, Provider, Refused

Answer = tuple[str, list[tuple[str, str]], bytes]
COOKIE = "mock_idp"


class Application:
    """WSGI: one request in, one answer out."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.routes: dict[tuple[str, str], Callable[[dict[str, Any], dict[str, str]], Answer]] = {
            ("GET", "/.well-known/openid-configuration"): lambda _e, _a: _json(provider.discovery()),
            ("GET", "/jwks"): lambda _e, _a: _json(provider.jwks()),
            ("GET", "/auth"): self._authorize,
            ("POST", "/auth"): self._choose,
            ("POST", "/token"): self._token,
            ("GET", "/userinfo"): self._userinfo,
            ("GET", "/logout"): self._logout,
            ("GET", "/"): lambda _e, _a: _html(pages.front(PEOPLE)),
        }

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request; what the standard refuses is 400 with its error."""
        asked = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        if environ["REQUEST_METHOD"] == "POST":
            size = min(int(environ.get("CONTENT_LENGTH") or 0), 65536)
            asked |= dict(parse_qsl(environ["wsgi.input"].read(size).decode("utf-8", "replace"), keep_blank_values=True))
        handle = self.routes.get((environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")))
        try:
            status, headers, body = handle(environ, asked) if handle else _html(pages.nothing_here(), "404 Not Found")
        except Refused as error:
            status = "401 Unauthorized" if error.code in {"invalid_client", "invalid_token"} else "400 Bad Request"
            status, headers, body = _json({"error": error.code, "error_description": str(error)}, status)
        start_response(status, [*headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(body)))])
        return [body]

    def _authorize(self, environ: dict[str, Any], asked: dict[str, str]) -> Answer:
        self.provider.check_request(asked)
        known = self.provider.session(_cookie(environ))
        if known is not None and asked.get("prompt") != "login":
            return _back(asked, {"code": self.provider.grant(asked, known)})
        return _html(pages.login(PEOPLE, asked))

    def _choose(self, _environ: dict[str, Any], asked: dict[str, str]) -> Answer:
        self.provider.check_request(asked)
        if not asked.get("person"):
            return _back(asked, {"error": "access_denied"})
        key = self.provider.open_session(asked["person"])
        person = self.provider.session(key)
        if person is None:
            raise Refused("access_denied", "The session is over.")
        status, headers, body = _back(asked, {"code": self.provider.grant(asked, person)})
        return status, [*headers, ("Set-Cookie", f"{COOKIE}={key}; Path=/; HttpOnly; SameSite=Lax")], body

    def _token(self, environ: dict[str, Any], asked: dict[str, str]) -> Answer:
        client_id, secret = _basic(environ) or (asked.get("client_id", ""), asked.get("client_secret", ""))
        return _json(self.provider.exchange(client_id, secret, asked))

    def _userinfo(self, environ: dict[str, Any], _asked: dict[str, str]) -> Answer:
        token = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        return _json(self.provider.person_of(token).claims())

    def _logout(self, environ: dict[str, Any], asked: dict[str, str]) -> Answer:
        self.provider.close_session(_cookie(environ))
        target = asked.get("post_logout_redirect_uri", "")
        if any(client.owns(target) for client in self.provider.clients.values()):
            state = {"state": asked["state"]} if asked.get("state") else {}
            return _redirect(target + ("?" + urlencode(state) if state else ""))
        return _html(pages.logged_out())


def _json(content: object, status: str = "200 OK") -> Answer:
    return status, [("Content-Type", "application/json")], json.dumps(content).encode()


def _html(page: str, status: str = "200 OK") -> Answer:
    return status, [("Content-Type", "text/html; charset=utf-8")], page.encode()


def _redirect(url: str) -> Answer:
    return "302 Found", [("Location", url)], b""


def _back(asked: dict[str, str], answer: dict[str, str]) -> Answer:
    return _redirect(f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked.get('state', '')})}")


def _cookie(environ: dict[str, Any]) -> str:
    found = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(COOKIE)
    return found.value if found else ""


def _basic(environ: dict[str, Any]) -> tuple[str, str] | None:
    kind, _space, text = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        client_id, _colon, secret = base64.b64decode(text, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return unquote(client_id), unquote(secret)


def make_application(issuer: str, client_secret: str, origins: tuple[str, ...]) -> Application:
    """A provider at ``issuer`` with one client, the portal at ``origins``."""
    return Application(Provider(issuer, {"congso": Client("congso", client_secret, origins)}))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application of this process, set by the environment; for a WSGI server."""
    global _ready
    if _ready is None:
        origins = tuple(os.environ.get("CONGSO_IDP_ORIGINS", "http://127.0.0.1:8000").split())
        _ready = make_application(os.environ["CONGSO_OIDC_ISSUER"], os.environ["CONGSO_OIDC_SECRET"], origins)
    return _ready(environ, start_response)


_ready: Application | None = None
