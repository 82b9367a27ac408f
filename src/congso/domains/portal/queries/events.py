"""Life events as citizens and their keepers see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.portal.models import LifeEvent
from congso.domains.portal.policies import require_can_manage
from congso.domains.procedures.facade import Found, found_by_codes
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import valid_on


@dataclass(frozen=True, slots=True)
class LifeEventCard:
    """A life event with the procedures of it that are in force."""

    slug: str
    title: str
    description: str
    icon: str
    procedures: tuple[Found, ...]


def life_events() -> tuple[LifeEventCard, ...]:
    """What is shown today, in the order set; events without any procedure in force are left out."""
    return _cards(clock.today().isoformat())


@remembered(largest=2)
def _cards(_day: str) -> tuple[LifeEventCard, ...]:
    cards = [
        LifeEventCard(row.slug, row.title, row.description, row.icon, found_by_codes(row.codes))
        for row in LifeEvent.objects.filter(valid_on(clock.today()))
    ]
    return tuple(card for card in cards if card.procedures)


def life_event(*, slug: str) -> LifeEventCard:
    """A life event by its address; raises NotVisible."""
    for card in life_events():
        if card.slug == slug:
            return card
    raise NotVisible


def kept_events(*, viewer: Actor) -> QuerySet[LifeEvent]:
    """The life events not yet replaced or closed, for who keeps them."""
    require_can_manage(viewer)
    return LifeEvent.objects.filter(valid_to=None)


def kept_event(*, viewer: Actor, event_id: int) -> LifeEvent:
    """A life event to be changed; raises NotVisible for one that is closed."""
    found = kept_events(viewer=viewer).filter(pk=event_id).first()
    if found is None:
        raise NotVisible
    return found
