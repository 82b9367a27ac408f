"""Comments to be moderated, and tablets of a counter."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotVisible
from congso.domains.ratings.enums import REASONS, CommentState
from congso.domains.ratings.models import Rating, Tablet
from congso.domains.ratings.policies import AT_COUNTER, moderated_units, require_can_set_up
from congso.domains.ratings.queries.published import uuid_or_none
from congso.foundation.orgs.queries import tree

PAGE = 30
COUNT_CAP = 100


@dataclass(frozen=True)
class QueuePage:
    """A page of comments with the names of agencies and ticked reasons, and the key of the next page."""

    rows: list[tuple[Rating, str, list[str]]]
    next_key: str


def _visible(viewer: Actor) -> QuerySet[Rating]:
    units = moderated_units(viewer)
    rows = Rating.objects.exclude(state=CommentState.NONE)
    return rows if units is None else rows.filter(agency_id__in=units)


def comment_queue(*, viewer: Actor, state: str, after: str = "") -> QueuePage:
    """Comments in a state, the oldest first while they wait, else the latest first; raises NotAllowed."""
    waiting = state == CommentState.NEW
    rows = _visible(viewer).filter(state=state).order_by("id" if waiting else "-id")
    if key := uuid_or_none(after):
        rows = rows.filter(id__gt=key) if waiting else rows.filter(id__lt=key)
    found, units = list(rows[: PAGE + 1]), tree()
    lines = [
        (row, units.name(row.agency_id), [str(REASONS[code]) for code in row.reasons if code in REASONS])
        for row in found[:PAGE]
    ]
    return QueuePage(lines, str(found[PAGE - 1].pk) if len(found) > PAGE else "")


def waiting_comments(*, viewer: Actor) -> int:
    """How many comments wait, up to ``COUNT_CAP``."""
    return _visible(viewer).filter(state=CommentState.NEW)[:COUNT_CAP].count()


def comment_of(*, viewer: Actor, rating_id: UUID) -> Rating:
    """A rating with a comment; raises NotAllowed, NotVisible."""
    found = _visible(viewer).filter(pk=rating_id).first()
    if found is None:
        raise NotVisible
    return found


def tablets(*, viewer: Actor) -> QuerySet[Tablet]:
    """Tablets of the viewer's counters; raises NotAllowed."""
    require_can_set_up(viewer)
    units = viewer.units_for(AT_COUNTER)
    return Tablet.objects.all() if units == EVERYWHERE else Tablet.objects.filter(unit_id__in=units)


def own_counters(*, viewer: Actor) -> list[tuple[int, str]]:
    """One-stop counters at which the viewer hands results over; raises NotAllowed."""
    require_can_set_up(viewer)
    nodes, units = tree().nodes, viewer.units_for(AT_COUNTER)
    found = [node for node in nodes.values() if units == EVERYWHERE or node.id in units]
    return [(node.id, node.name) for node in found]
