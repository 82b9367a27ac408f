"""Register programs, say what they may ask of which agency, take it back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.clients.errors import ClientClosed
from congso.domains.clients.models import Client, Hook, Reach, Scope, Token
from congso.domains.clients.policies import require_can_manage
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs.queries import tree
from congso.foundation.outbox.secrets import new_secret


@dataclass(frozen=True)
class ClientIn:
    """A program: its name, why it asks, whom to write to, how often it may ask, whereto it may be told."""

    name: str
    purpose: str
    contact: str
    per_minute: int = 120
    hosts: tuple[str, ...] = ()


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def register_client(*, actor: Actor, given: ClientIn) -> tuple[Client, str]:
    """Register a program; its secret is shown this once. Raises NotAllowed, InvalidInput without a purpose."""
    with write_action("clients.register", actor=actor) as action:
        require_can_manage(actor)
        _require_purpose(given)
        secret = new_secret()
        client = Client.objects.create(client_id=f"cs-{secrets.token_hex(8)}", secret_hash=digest_of(secret), added_at=action.at, **_values(given))
        action.record(client, client_id=client.client_id, **asdict(given))
    return client, secret


def _require_purpose(given: ClientIn) -> None:
    if not given.purpose.strip():
        raise InvalidInput(field="purpose", reason=_("phải nêu mục đích."))


def _values(given: ClientIn) -> dict[str, object]:
    return {"name": nfc(given.name)[:200], "purpose": nfc(given.purpose.strip())[:300], "contact": nfc(given.contact)[:200],
            "per_minute": given.per_minute, "hosts": [host.lower()[:200] for host in given.hosts]}  # fmt: skip


def change_client(*, actor: Actor, client_pk: int, given: ClientIn) -> Client:
    """Change a program. Raises NotAllowed, NotVisible, InvalidInput, ClientClosed."""
    with write_action("clients.change", actor=actor) as action:
        client = _lock(actor, client_pk)
        _require_purpose(given)
        for name, value in _values(given).items():
            setattr(client, name, value)
        client.save(update_fields=list(_values(given)))
        action.record(client, **asdict(given))
    return client


def renew_secret(*, actor: Actor, client_pk: int) -> str:
    """Another secret; the old one and its keys end at once. Raises NotAllowed, NotVisible, ClientClosed."""
    with write_action("clients.renew_secret", actor=actor) as action:
        client, secret = _lock(actor, client_pk), new_secret()
        client.secret_hash = digest_of(secret)
        client.save(update_fields=["secret_hash"])
        action.record(client, ended=_end_tokens(action, client))
    return secret


def close_client(*, actor: Actor, client_pk: int, reason: str) -> Client:
    """Take everything back: no keys, no answers, no webhooks. Raises NotAllowed, NotVisible, InvalidInput, ClientClosed."""
    with write_action("clients.close", actor=actor) as action:
        client = _lock(actor, client_pk)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        client.closed_at = action.at
        client.save(update_fields=["closed_at"])
        hooks = Hook.objects.filter(client=client, removed_at=None).update(removed_at=action.at)
        action.record(client, reason=reason.strip(), ended=_end_tokens(action, client), hooks=hooks)
    return client


def _end_tokens(action: WriteAction, client: Client) -> int:
    return Token.objects.filter(client=client, expires_at__gt=action.at).update(expires_at=action.at)


def set_reach(*, actor: Actor, client_pk: int, agency_id: int, scopes: Collection[str]) -> list[str]:
    """Say what a program may ask of an agency; nothing takes all of it back. What it may ask counts at once.

    Raises NotAllowed, NotVisible for no such agency, InvalidInput for personal data without dossiers, ClientClosed.
    """
    with write_action("clients.set_reach", actor=actor) as action:
        client = _lock(actor, client_pk)
        if agency_id not in tree().nodes:
            raise NotVisible
        given = [scope.value for scope in Scope if scope.value in scopes]
        if Scope.PEOPLE in given and Scope.DOSSIERS not in given:
            raise InvalidInput(field="scopes", reason=_("dữ liệu người nộp chỉ đọc được cùng với hồ sơ."))
        if given:
            Reach.objects.update_or_create(client=client, agency_id=agency_id, defaults={"scopes": given})
        else:
            Reach.objects.filter(client=client, agency_id=agency_id).delete()
        hooks = 0
        if Scope.WEBHOOKS not in given:
            hooks = Hook.objects.filter(client=client, agency_id=agency_id, removed_at=None).update(removed_at=action.at)
        action.record(client, agency=agency_id, scopes=given, hooks_removed=hooks)
    return given


def _lock(actor: Actor, client_pk: int) -> Client:
    """The open program, locked. Raises NotAllowed, NotVisible, ClientClosed."""
    require_can_manage(actor)
    client = Client.objects.select_for_update(no_key=True).filter(pk=client_pk).first()
    if client is None:
        raise NotVisible
    if client.closed_at is not None:
        raise ClientClosed
    return client
