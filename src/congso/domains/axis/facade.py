"""What other rooms use of the axis."""

from congso.domains.axis.hops import VIA
from congso.domains.axis.models import System
from congso.domains.axis.services.carrying import Receipt, settle, waiting_for
from congso.domains.axis.services.connecting_up import UpperIn, connect_upper, refresh_above
from congso.domains.axis.services.registering import add_certificate, register_system
from congso.domains.axis.services.taking_in import take_in
from congso.domains.axis.services.taking_part import register_member
from congso.domains.axis.uppers import (
    Address,
    Answer,
    Listed,
    NoAnswer,
    Rejected,
    UpperClient,
    Waiting,
    register_maker,
)

__all__ = [
    "VIA", "Address", "Answer", "Listed", "NoAnswer", "Receipt", "Rejected", "System", "UpperClient", "UpperIn", "Waiting", "add_certificate", "connect_upper",
    "refresh_above", "register_maker", "register_member", "register_system", "settle", "take_in", "waiting_for",
]  # fmt: skip
