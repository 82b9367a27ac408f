"""What senders ask of documents that came."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.models import Demand
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import require_can_register


def demands_of(*, document_id: UUID) -> list[Demand]:
    """What the sender of a document asked of it; rights are the page's."""
    return list(Demand.objects.filter(document_id=document_id).select_related("newer"))


def _of(viewer: Actor) -> Q:
    scope = viewer.units_for(REGISTER)
    return Q(answered_at=None) if scope == EVERYWHERE else Q(answered_at=None, agency_id__in=scope)


def open_demands(*, viewer: Actor) -> list[Demand]:
    """Demands that wait for an answer of the viewer's registries, the oldest first (a hundred at most); raises NotAllowed."""
    if not viewer.may(REGISTER):
        raise NotAllowed
    return list(Demand.objects.filter(_of(viewer)).select_related("document", "newer")[:100])


def open_demand_count(*, viewer: Actor) -> int:
    """How many of them, counted up to a hundred; none for who keeps no registry."""
    return len(Demand.objects.filter(_of(viewer)).values_list("pk")[:100]) if viewer.may(REGISTER) else 0


def demand_of(*, viewer: Actor, demand_id: int) -> Demand:
    """A demand that the viewer's registry answers; raises NotVisible, NotAllowed."""
    found = Demand.objects.filter(pk=demand_id).select_related("document").first()
    if found is None:
        raise NotVisible
    require_can_register(viewer, found.agency_id)
    return found
