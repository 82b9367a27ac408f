"""What other modules may ask of citizens."""

from congso.domains.citizens.access import actor_of_citizen, citizen_of, citizen_required
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.queries.acting import (
    Principal,
    actor_for_citizen,
    is_community_helper,
    principals,
)
from congso.domains.citizens.queries.telling import choices_of, citizen_kinds, ways_to
from congso.domains.citizens.services import set_channels

__all__ = [
    "CitizenAccount",
    "Principal",
    "actor_for_citizen",
    "actor_of_citizen",
    "choices_of",
    "citizen_kinds",
    "citizen_of",
    "citizen_required",
    "is_community_helper",
    "principals",
    "set_channels",
    "ways_to",
]
