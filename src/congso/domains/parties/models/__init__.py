"""Tables of parties."""

from congso.domains.parties.models.lookup import PartyLookup
from congso.domains.parties.models.party import Party, PartyKind

__all__ = ["Party", "PartyKind", "PartyLookup"]
