"""The client of the national identity: OpenID Connect, authorization code with PKCE (domain D2)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.utils.translation import gettext as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from congso.domains.citizens.errors import LoginFailed, NoProvider

TIMEOUT = 8
"""Seconds for each question to the provider."""
_CLOCK_SKEW = 60
_DISCOVERY_SECONDS = 600
_known: dict[str, tuple[float, dict[str, Any]]] = {}


@dataclass(frozen=True)
class Started:
    """A login on its way: where to send the browser, and what the session must keep for the way back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Finished:
    """What the provider said: the claims of userinfo, and the ID token for logging out."""

    claims: dict[str, Any]
    id_token: str


def is_set_up() -> bool:
    """Whether this installation has an identity provider."""
    return bool(settings.CONGSO_OIDC["issuer"])


def browser_origin() -> str:
    """Where browsers are led for logging in and out; empty without a provider."""
    parts = urlsplit(settings.CONGSO_OIDC["issuer"])
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def start(*, redirect_uri: str, acr_values: str = "", fresh: bool = False) -> Started:
    """Begin a login; raises NoProvider, LoginFailed when the provider is silent."""
    verifier, nonce = generate_token(64), generate_token(32)
    asked = {"nonce": nonce} | ({"acr_values": acr_values} if acr_values else {}) | ({"prompt": "login"} if fresh else {})
    url, state = _session(redirect_uri).create_authorization_url(
        _discovery()["authorization_endpoint"], code_verifier=verifier, **asked
    )
    return Started(url, state, nonce, verifier)


def finish(*, redirect_uri: str, code: str, nonce: str, verifier: str) -> Finished:
    """Fetch the tokens, check the ID token, ask who it is; raises LoginFailed."""
    found = _discovery()
    try:
        with _session(redirect_uri) as session:
            token = session.fetch_token(found["token_endpoint"], code=code, code_verifier=verifier, timeout=TIMEOUT)
            checked = _checked(str(token.get("id_token", "")), nonce)
            answer = session.get(found["userinfo_endpoint"], timeout=TIMEOUT)
            answer.raise_for_status()
            claims = answer.json()
    except (OAuthError, requests.RequestException, ValueError) as error:
        raise LoginFailed(reason=_("nơi cấp tài khoản định danh không trả lời đúng.")) from error
    if not isinstance(claims, dict) or claims.get("sub") != checked["sub"]:
        raise LoginFailed(reason=_("thông tin tài khoản không khớp."))
    return Finished(claims, str(token["id_token"]))


def _checked(id_token: str, nonce: str) -> Mapping[str, Any]:
    """The ID token's claims, once its signature, issuer, audience, time and nonce hold (OpenID Connect Core, 3.1.3.7)."""
    wanted = settings.CONGSO_OIDC
    try:
        claims = jwt.decode(id_token, _keys(), algorithms=["RS256", "ES256"]).claims
        jwt.JWTClaimsRegistry(
            leeway=_CLOCK_SKEW, iss={"essential": True, "value": wanted["issuer"]},
            aud={"essential": True, "value": wanted["client_id"]}, exp={"essential": True},
            nonce={"essential": True, "value": nonce}, sub={"essential": True},
        ).validate(claims)  # fmt: skip
    except JoseError as error:
        raise LoginFailed(reason=_("chữ ký của nơi cấp tài khoản không hợp lệ.")) from error
    return claims


def logout_url(*, id_token: str, back_to: str) -> str:
    """Where the browser goes to log out at the provider too; empty when it has no such address."""
    try:
        end = _discovery().get("end_session_endpoint", "")
    except (LoginFailed, NoProvider):
        return ""
    asked = {"id_token_hint": id_token, "post_logout_redirect_uri": back_to, "client_id": settings.CONGSO_OIDC["client_id"]}
    return f"{end}?{urlencode(asked)}" if end else ""


def _session(redirect_uri: str) -> OAuth2Session:
    wanted = settings.CONGSO_OIDC
    return OAuth2Session(
        wanted["client_id"], wanted["secret"], scope="openid", redirect_uri=redirect_uri, code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - the name of a method
    )  # fmt: skip


def _discovery() -> dict[str, Any]:
    issuer = settings.CONGSO_OIDC["issuer"]
    if not issuer:
        raise NoProvider
    found = _fetched(f"{issuer}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise LoginFailed(reason=_("nơi cấp tài khoản định danh không đúng địa chỉ."))
    return found


def _keys() -> KeySet:
    return KeySet.import_key_set(_fetched(_discovery()["jwks_uri"]))  # type: ignore[arg-type]


def _fetched(url: str) -> dict[str, Any]:
    """A document of the provider, kept for ten minutes in this process."""
    since, kept = _known.get(url, (0.0, {}))
    if time.monotonic() - since < _DISCOVERY_SECONDS and kept:
        return kept
    try:
        answer = requests.get(url, timeout=TIMEOUT)
        answer.raise_for_status()
        content: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise LoginFailed(reason=_("nơi cấp tài khoản định danh đang không hoạt động.")) from error
    _known[url] = (time.monotonic(), content)
    return content


def forget() -> None:
    """Ask the provider anew next time: its keys have changed, or tests use another."""
    _known.clear()
