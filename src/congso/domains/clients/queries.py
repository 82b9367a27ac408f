"""Questions about programs that ask us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.clients.models import Client, Hook, Reach, Use
from congso.domains.clients.policies import require_can_manage
from congso.foundation.outbox.models import Sending

DAYS = 30


@dataclass(frozen=True)
class ClientPage:
    """A program with all that the administrator looks at."""

    client: Client
    reaches: list[Reach]
    hooks: list[Hook]
    days: list[Use]
    sendings: list[Sending]


def clients(*, viewer: Actor) -> list[tuple[Client, int]]:
    """All programs with how often each asked today, open ones first; raises NotAllowed."""
    require_can_manage(viewer)
    used = {row.client_id: row.calls for row in Use.objects.filter(day=clock.today())}
    rows = Client.objects.order_by("closed_at", "name")[:500]
    return [(row, used.get(row.pk, 0)) for row in sorted(rows, key=lambda row: (row.closed_at is not None, row.name))]


def client_of(*, viewer: Actor, client_pk: int) -> Client:
    """A program; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    found = Client.objects.filter(pk=client_pk).first()
    if found is None:
        raise NotVisible
    return found


def client_page(*, viewer: Actor, client_pk: int) -> ClientPage:
    """A program, what it may ask, whom we tell, how often it asked; raises NotAllowed, NotVisible."""
    client = client_of(viewer=viewer, client_pk=client_pk)
    hooks = list(Hook.objects.filter(client=client).order_by("removed_at", "pk")[:100])
    days = list(Use.objects.filter(client=client, day__gte=clock.today() - timedelta(days=DAYS - 1)).order_by("-day"))
    told = Sending.objects.filter(channel="webhooks", payload__hook__in=[str(hook.pk) for hook in hooks]).order_by("-pk")[:20]
    return ClientPage(client, list(Reach.objects.filter(client=client)), hooks, days, list(told) if hooks else [])


def hooks_of(*, client: Client) -> list[Hook]:
    """The addresses of a program that are told."""
    return list(Hook.objects.filter(client=client, removed_at=None))
