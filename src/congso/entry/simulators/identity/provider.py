"""The provider's rules: clients, codes used once, PKCE, signed tokens (OpenID Connect Core 1.0, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from congso.entry.simulators.identity.people import BY_SUB, Person

CODE_SECONDS = 60
TOKEN_SECONDS = 600
SESSION_SECONDS = 8 * 3600


class Refused(Exception):
    """The request is not as the standard says; ``code`` is the standard's error."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Client:
    """A system that may let people log in."""

    client_id: str
    secret: str
    origins: tuple[str, ...]
    """Where it lives; it is sent back nowhere else."""

    def owns(self, url: str) -> bool:
        """Whether an address is the client's own."""
        return any(url == origin or url.startswith(origin + "/") for origin in self.origins)


@dataclass(frozen=True)
class Grant:
    """A person's consent, waiting to be fetched by the client."""

    person: Person
    client_id: str
    redirect_uri: str
    challenge: str
    nonce: str
    made_at: float


@dataclass
class Provider:
    """An OpenID provider that keeps everything in memory."""

    issuer: str
    clients: Mapping[str, Client]
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, private=True, auto_kid=True))
    codes: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, tuple[Person, float]] = field(default_factory=dict)
    sessions: dict[str, tuple[Person, float]] = field(default_factory=dict)

    def discovery(self) -> dict[str, object]:
        """What ``/.well-known/openid-configuration`` says."""
        at = self.issuer
        return {
            "issuer": at, "authorization_endpoint": f"{at}/auth", "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo", "jwks_uri": f"{at}/jwks", "end_session_endpoint": f"{at}/logout",
            "response_types_supported": ["code"], "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile"], "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": ["1", "2"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }  # fmt: skip

    def jwks(self) -> dict[str, Any]:
        """The public key."""
        return dict(KeySet([self.key]).as_dict(private=False))

    def check_request(self, asked: Mapping[str, str]) -> Client:
        """The client of an authorization request; raises Refused."""
        client = self.clients.get(asked.get("client_id", ""))
        if client is None or not client.owns(asked.get("redirect_uri", "")):
            raise Refused("invalid_request", "Unknown client, or an address that is not the client's own.")
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            raise Refused("unsupported_response_type", "Only response_type=code with scope openid.")
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise Refused("invalid_request", "PKCE with S256 is demanded.")
        return client

    def grant(self, asked: Mapping[str, str], person: Person) -> str:
        """A code for a person who has consented."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = Grant(
            person, asked["client_id"], asked["redirect_uri"], asked["code_challenge"], asked.get("nonce", ""), time.time()
        )
        return code

    def exchange(self, client_id: str, secret: str, asked: Mapping[str, str]) -> dict[str, object]:
        """Tokens for a code: once, soon, by the same client, with the verifier; raises Refused."""
        client = self.clients.get(client_id)
        if client is None or not hmac.compare_digest(client.secret, secret):
            raise Refused("invalid_client", "Unknown client or wrong secret.")
        found = self.codes.pop(asked.get("code", ""), None)
        if asked.get("grant_type") != "authorization_code" or found is None:
            raise Refused("invalid_grant", "The code is unknown or used up.")
        if found.client_id != client_id or found.redirect_uri != asked.get("redirect_uri"):
            raise Refused("invalid_grant", "The code belongs to another client or address.")
        if time.time() - found.made_at > CODE_SECONDS:
            raise Refused("invalid_grant", "The code is too old.")
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != found.challenge:
            raise Refused("invalid_grant", "The code verifier does not fit.")
        return self._tokens(found)

    def _tokens(self, found: Grant) -> dict[str, object]:
        now, access = int(time.time()), secrets.token_urlsafe(24)
        self.tokens[access] = (found.person, now + TOKEN_SECONDS)
        claims = {
            "iss": self.issuer, "sub": found.person.sub, "aud": found.client_id, "iat": now, "exp": now + TOKEN_SECONDS,
            "nonce": found.nonce, "acr": str(found.person.level), "auth_time": now,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)
        return {"access_token": access, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": signed, "scope": "openid"}

    def person_of(self, token: str) -> Person:
        """Whose access token it is; raises Refused."""
        person, until = self.tokens.get(token, (None, 0.0))
        if person is None or time.time() > until:
            raise Refused("invalid_token", "The access token is unknown or too old.")
        return person

    def open_session(self, sub: str) -> str:
        """Remember who has logged in on this browser; raises Refused for nobody we know."""
        if sub not in BY_SUB:
            raise Refused("access_denied", "Nobody of that name.")
        key = secrets.token_urlsafe(24)
        self.sessions[key] = (BY_SUB[sub], time.time() + SESSION_SECONDS)
        return key

    def session(self, key: str) -> Person | None:
        """Who is logged in."""
        person, until = self.sessions.get(key, (None, 0.0))
        return person if person is not None and time.time() < until else None

    def close_session(self, key: str) -> None:
        """Log out here too."""
        self.sessions.pop(key, None)
