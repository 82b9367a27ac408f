"""Questions about what leaves for other systems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.outbox.channels import channels
from congso.foundation.outbox.models import Sending, SendingState
from congso.foundation.outbox.policies import require_can_manage

PAGE = 50
DAYS = 30


@dataclass(frozen=True)
class SendingPage:
    """A page of things to be told, newest first, and the key of the older ones."""

    rows: list[Sending]
    older: str


def sendings(*, viewer: Actor, channel: str = "", state: str = "", words: str = "", before: int | None = None) -> SendingPage:
    """What waits, left, was given up on; raises NotAllowed."""
    require_can_manage(viewer)
    found: QuerySet[Sending] = Sending.objects.defer("payload")
    if channel:
        found = found.filter(channel=channel)
    if state:
        found = found.filter(state=state)
    if words.strip():
        found = found.filter(Q(title__icontains=words.strip()) | Q(key__icontains=words.strip()))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-id")[: PAGE + 1])
    return SendingPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


@dataclass(frozen=True)
class ChannelState:
    """How a channel does: how much waits, since when, how much was given up on."""

    name: str
    label: str
    waiting: int
    dead: int


def channel_states(*, viewer: Actor) -> list[ChannelState]:
    """Every channel with what waits and what was given up on; raises NotAllowed."""
    require_can_manage(viewer)
    open_ones = Sending.objects.filter(state__in=[SendingState.WAITING, SendingState.DEAD])
    counts = {(row["channel"], row["state"]): row["n"] for row in open_ones.values("channel", "state").annotate(n=Count("id"))}
    return [
        ChannelState(each.name, str(each.label), counts.get((each.name, "waiting"), 0), counts.get((each.name, "dead"), 0))
        for each in channels().values()
    ]


def sent_per_day(*, viewer: Actor, channel: str) -> list[tuple[date, int]]:
    """How many were taken by the other side on each of the last days, newest first; raises NotAllowed."""
    require_can_manage(viewer)
    since = clock.now() - timedelta(days=DAYS)
    rows = Sending.objects.filter(channel=channel, state=SendingState.SENT, settled_at__gte=since)
    found = rows.annotate(day=TruncDate("settled_at", tzinfo=clock.VIETNAM)).values("day").annotate(n=Count("id")).order_by("-day")
    return [(row["day"], row["n"]) for row in found]
