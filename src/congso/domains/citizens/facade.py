"""What other modules may ask of citizens."""

from congso.domains.citizens.access import actor_of_citizen, citizen_of, citizen_required
from congso.domains.citizens.identity import Identity
from congso.domains.citizens.leaving import leave
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.queries.acting import (
    Principal,
    actor_for_citizen,
    is_community_helper,
    principals,
)
from congso.domains.citizens.queries.telling import choices_of, citizen_kinds, ways_to
from congso.domains.citizens.services import (
    add_helper,
    clear_store,
    close_account,
    declare_guardianship,
    forget_contact,
    give_mandate,
    log_in,
    set_channels,
    set_contact,
)

__all__ = [
    "CitizenAccount",
    "Identity",
    "Principal",
    "actor_for_citizen",
    "actor_of_citizen",
    "add_helper",
    "choices_of",
    "citizen_kinds",
    "citizen_of",
    "citizen_required",
    "clear_store",
    "close_account",
    "declare_guardianship",
    "forget_contact",
    "give_mandate",
    "is_community_helper",
    "leave",
    "log_in",
    "principals",
    "set_channels",
    "set_contact",
    "ways_to",
]
