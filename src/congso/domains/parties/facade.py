"""What other modules may ask of parties."""

from congso.domains.parties.models import Party, PartyKind
from congso.domains.parties.services import Applicant, look_up, remember_party

__all__ = ["Applicant", "Party", "PartyKind", "look_up", "remember_party"]
