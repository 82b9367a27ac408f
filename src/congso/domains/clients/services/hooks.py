"""Programs say what they want to be told and where; it is told by the outbox."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.errors import InvalidInput, NotVisible
from congso.core.ids import uuid7
from congso.domains.clients.errors import HookUrlWrong
from congso.domains.clients.models import Client, Hook, HookEvent, Scope
from congso.domains.clients.policies import require_scope
from congso.domains.clients.services.entering import Caller
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.outbox.secrets import new_secret, seal
from congso.foundation.outbox.services import Out, put

CHANNEL = "webhooks"
MOST = 20
"""Addresses a program may have."""
TEST = "test"
_NEEDS = {HookEvent.DOSSIER_RECEIVED: Scope.DOSSIERS, HookEvent.DOSSIER_CHANGED: Scope.DOSSIERS, HookEvent.DOCUMENT_ISSUED: Scope.DOCUMENTS}


def add_hook(*, caller: Caller, agency_id: int, url: str, events: Collection[str]) -> tuple[Hook, str]:
    """Tell this address of these events at an agency; the secret that signs is shown this once.

    Raises ScopeMissing, HookUrlWrong, InvalidInput for no or unknown events and for too many addresses.
    """
    with write_action("clients.add_hook", actor=caller.actor) as action:
        require_scope(caller.actor, Scope.WEBHOOKS, agency_id)
        known = [event for event in HookEvent if event.value in events]
        if not known or len(known) != len(set(events)):
            raise InvalidInput(field="events", reason=_("sự kiện không đúng."))
        for event in known:
            require_scope(caller.actor, _NEEDS[event], agency_id)
        client = Client.objects.select_for_update(no_key=True).get(pk=caller.client.pk)
        _require_url(client, url)
        if Hook.objects.filter(client=client, removed_at=None).count() >= MOST:
            raise InvalidInput(field="url", reason=_("ứng dụng đã có %(most)s địa chỉ nhận tin.") % {"most": MOST})
        secret = new_secret()
        hook = Hook.objects.create(client=client, agency_id=agency_id, url=url, events=[event.value for event in known], secret=seal(secret),
                                   added_at=action.at)  # fmt: skip
        action.record(hook, client=client.client_id, agency=agency_id, url=url, events=hook.events)
    return hook, secret


def _require_url(client: Client, url: str) -> None:
    """Only https, only to hosts that the administrator entered: nobody makes us knock at doors inside."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme == "https" and (parts.hostname or "") in client.hosts and parts.port in {None, 443} and "@" not in parts.netloc
    except ValueError:
        fits = False
    if not fits or len(url) > 500 or not url.isascii() or not url.isprintable() or " " in url:
        raise HookUrlWrong(field="url")


def remove_hook(*, caller: Caller, hook_id: UUID) -> Hook:
    """Tell an address no more. Raises NotVisible."""
    with write_action("clients.remove_hook", actor=caller.actor) as action:
        hook = _own(caller, hook_id)
        hook.removed_at = action.at
        hook.save(update_fields=["removed_at"])
        action.record(hook, url=hook.url)
    return hook


def try_hook(*, caller: Caller, hook_id: UUID) -> str:
    """Tell an address something that did not happen, to see that it hears; the id under which it is told. Raises NotVisible."""
    with write_action("clients.try_hook", actor=caller.actor) as action:
        hook = _own(caller, hook_id)
        key = str(uuid7())
        put(action, [_out(hook, TEST, key, {"test": True})])
        action.record(hook, delivery=key)
    return key


def _own(caller: Caller, hook_id: UUID) -> Hook:
    require_scope(caller.actor, Scope.WEBHOOKS)
    found = Hook.objects.select_for_update(no_key=True).filter(pk=hook_id, client=caller.client, removed_at=None).first()
    if found is None:
        raise NotVisible
    return found


def tell(action: WriteAction, *, event: HookEvent, agency_id: int, subject: str, key: str, data: dict[str, object]) -> int:
    """Write into the outbox for each address that wants to hear of it; what was written before is not written again."""
    hooks = Hook.objects.filter(agency_id=agency_id, removed_at=None, events__contains=[event.value], client__closed_at=None).select_related("client")
    return put(action, [_out(hook, event.value, f"{event.value}:{key}", data, subject) for hook in hooks])


def _out(hook: Hook, event: str, key: str, data: dict[str, object], subject: str = "") -> Out:
    payload = {"hook": str(hook.pk), "id": key, "event": event, "agency": hook.agency_id, "data": data}
    return Out(CHANNEL, f"{hook.pk}:{key}"[:250], f"{hook.pk}:{subject or key}"[:120], title=f"{event} → {hook.url}"[:250], agency_id=hook.agency_id,
               payload=payload)  # fmt: skip
