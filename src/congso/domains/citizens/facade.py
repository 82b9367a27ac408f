"""What other modules may ask of citizens."""

from congso.domains.citizens.access import actor_of_citizen, citizen_of, citizen_required
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.queries.acting import (
    Principal,
    actor_for_citizen,
    is_community_helper,
    principals,
)

__all__ = [
    "CitizenAccount",
    "Principal",
    "actor_for_citizen",
    "actor_of_citizen",
    "citizen_of",
    "citizen_required",
    "is_community_helper",
    "principals",
]
