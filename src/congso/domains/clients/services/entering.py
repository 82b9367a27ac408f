"""A program gets a key for a while, and comes in with it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.clients.errors import NotAClient, ScopeMissing, TokenWrong, TooManyWrong, TooOften
from congso.domains.clients.models import Client, Reach, Token
from congso.domains.clients.policies import actor_for
from congso.domains.clients.services.registering import digest_of
from congso.domains.clients.throttling import MOST, count_wrong
from congso.foundation.audit.writing import WriteAction, record_refusal, write_action

LASTS = timedelta(minutes=15)


@dataclass(frozen=True)
class Caller:
    """Who asks: the program, and it as one who looks."""

    client: Client
    actor: Actor


def issue_token(*, client_id: str, secret: str, scopes: frozenset[str] = frozenset(), address: str = "") -> tuple[str, list[str]]:
    """A key that lasts a quarter of an hour, for all the program may ask or the part it names (RFC 6749, 4.4).

    Each key counts as a call. Raises NotAClient, TooManyWrong, TooOften, ScopeMissing for what it was not given.
    """
    client = _judged(client_id, secret, address)
    count(client)
    with write_action("clients.issue_token", actor=_as_actor(client)) as action:
        may = {scope for reach in Reach.objects.filter(client=client) for scope in reach.scopes}
        if scopes - may:
            raise ScopeMissing(scope=" ".join(sorted(scopes - may))[:100])
        given, token = sorted(scopes or may), secrets.token_urlsafe(32)
        Token.objects.create(digest=digest_of(token), client=client, scopes=given, issued_at=action.at, expires_at=action.at + LASTS)
        action.record(client, scopes=given)
    return token, given


def _as_actor(client: Client | None) -> Actor:
    return system_actor(f"Ứng dụng: {client.name}"[:120] if client else "Ứng dụng lạ")


def _judged(client_id: str, secret: str, address: str) -> Client:
    """The program with this secret. A wrong one is logged; from the twenty-first of an address in ten minutes on, no more.

    Raises NotAClient, TooManyWrong.
    """
    client = Client.objects.filter(client_id=client_id, closed_at=None).first()
    known = client.secret_hash if client else digest_of("")
    if hmac.compare_digest(known, digest_of(secret)) and client is not None:
        return client
    said = count_wrong(address) if address else 1
    refused = NotAClient() if said <= MOST else TooManyWrong(most=MOST)
    if said <= MOST + 1:  # the line that says "too many" is the last one
        record_refusal(WriteAction("clients.issue_token", _as_actor(client)), refused)
    raise refused


def sweep_tokens(*, actor: Actor) -> int:
    """Take away keys that have ended; how many."""
    with write_action("clients.sweep_tokens", actor=actor) as action:
        swept = Token.objects.filter(expires_at__lte=action.at).delete()[0]
        action.record(("clients.tokens", "*"), count=swept)
    return swept


def enter(*, token: str) -> Caller:
    """The program with this key, counted. Raises TokenWrong, TooOften."""
    found = Token.objects.select_related("client").filter(digest=digest_of(token), expires_at__gt=clock.now(), client__closed_at=None).first()
    if not token or found is None:
        raise TokenWrong
    count(found.client)
    return Caller(found.client, actor_for(found.client, Reach.objects.filter(client=found.client), found.scopes))


_COUNT = """
INSERT INTO clients_use (client_id, day, calls, refused, minute, in_minute) VALUES (%(client)s, %(day)s, 1, 0, %(minute)s, 1)
ON CONFLICT (client_id, day) DO UPDATE SET
    in_minute = CASE WHEN clients_use.minute = excluded.minute THEN clients_use.in_minute + 1 ELSE 1 END,
    minute = excluded.minute, calls = clients_use.calls + 1,
    refused = clients_use.refused + CASE WHEN clients_use.minute = excluded.minute AND clients_use.in_minute >= %(most)s THEN 1 ELSE 0 END
RETURNING in_minute
"""


def count(client: Client) -> None:
    """Count a call, in one statement; the row is the lock. Raises TooOften past the minute's share."""
    now = clock.local(clock.now())
    values: dict[str, int | date] = {"client": client.pk, "day": now.date(), "minute": now.hour * 60 + now.minute, "most": client.per_minute}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        (in_minute,) = cursor.fetchone()
    if in_minute > client.per_minute:
        raise TooOften(most=client.per_minute)


def seconds_to_next_minute() -> int:
    """When a program that asked too often may ask again."""
    return 60 - clock.now().second
