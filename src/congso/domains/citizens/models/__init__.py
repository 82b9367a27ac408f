"""Tables of citizens."""

from congso.domains.citizens.models.account import CitizenAccount
from congso.domains.citizens.models.choice import ChannelChoice
from congso.domains.citizens.models.claims import ClaimMapping
from congso.domains.citizens.models.mandate import CommunityHelper, Mandate, MandateKind

__all__ = ["ChannelChoice", "CitizenAccount", "ClaimMapping", "CommunityHelper", "Mandate", "MandateKind"]
