"""Tables of parties."""

from congso.domains.parties.models.data_use import LAW, DataUse, DataUseKind
from congso.domains.parties.models.lookup import PartyLookup
from congso.domains.parties.models.party import Party, PartyKind

__all__ = ["LAW", "DataUse", "DataUseKind", "Party", "PartyKind", "PartyLookup"]
