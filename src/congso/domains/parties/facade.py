"""What other modules may ask of parties."""

from congso.domains.parties.models import LAW, DataUse, DataUseKind, Party, PartyKind, PartyLookup
from congso.domains.parties.services import (
    Applicant,
    Use,
    look_up,
    note_uses,
    remember_party,
    take_out_contact,
)

__all__ = [
    "LAW",
    "Applicant",
    "DataUse",
    "DataUseKind",
    "Party",
    "PartyKind",
    "PartyLookup",
    "Use",
    "look_up",
    "note_uses",
    "remember_party",
    "take_out_contact",
]
