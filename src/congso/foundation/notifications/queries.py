"""Questions about messages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from congso.core.actors import Actor
from congso.foundation.notifications.models import Message, MessageState, MessageWording, Notice
from congso.foundation.notifications.policies import require_can_manage, visible_to

PAGE = 30
COUNT_CAP = 100


@dataclass(frozen=True)
class NoticePage:
    """A page of notices, newest first, and the keys of its neighbours."""

    rows: list[Notice]
    older: str


def notices(*, viewer: Actor, before: int | None = None) -> NoticePage:
    """The viewer's notices, newest first."""
    found = Notice.objects.filter(visible_to(viewer))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-id")[: PAGE + 1])
    return NoticePage(rows=rows[:PAGE], older=str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def unread_count(*, viewer: Actor) -> int:
    """How many notices the viewer has not read, counted up to a hundred."""
    return Notice.objects.filter(visible_to(viewer), read_at=None)[:COUNT_CAP].count()


def unsent_messages(*, viewer: Actor, limit: int = 100) -> QuerySet[Message]:
    """Messages that have not left, oldest first; raises NotAllowed."""
    require_can_manage(viewer)
    return Message.objects.exclude(state=MessageState.SENT).order_by("id")[:limit]


def sent_messages(*, viewer: Actor, limit: int = 100) -> QuerySet[Message]:
    """The messages that left last; raises NotAllowed."""
    require_can_manage(viewer)
    return Message.objects.filter(state=MessageState.SENT).order_by("-id")[:limit]


def wording_versions(*, viewer: Actor, key: str, channel: str) -> QuerySet[MessageWording]:
    """The words that the office has set for a kind and a channel, the newest first; raises NotAllowed."""
    require_can_manage(viewer)
    return MessageWording.objects.filter(key=key, channel=channel)
