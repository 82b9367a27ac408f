"""What other rooms use of the axis."""

from congso.domains.axis.models import System
from congso.domains.axis.services.carrying import Receipt, settle, waiting_for
from congso.domains.axis.services.connecting_up import UpperIn, connect_upper, refresh_above
from congso.domains.axis.services.registering import add_certificate, register_system
from congso.domains.axis.services.taking_in import take_in
from congso.domains.axis.services.taking_part import register_member

__all__ = [
    "Receipt", "System", "UpperIn", "add_certificate", "connect_upper", "refresh_above", "register_member", "register_system", "settle", "take_in", "waiting_for",
]  # fmt: skip
