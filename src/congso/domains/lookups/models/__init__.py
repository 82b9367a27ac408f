"""Tables of this room."""

from congso.domains.lookups.models.connection import GatewayConnection, KeepingRule, ServiceState
from congso.domains.lookups.models.forwarding import Forwarded, ForwardRule
from congso.domains.lookups.models.lookup import Lookup
from congso.domains.lookups.models.shared import SharedDifference, SharedList, SharedRow

__all__ = [
    "ForwardRule",
    "Forwarded",
    "GatewayConnection",
    "KeepingRule",
    "Lookup",
    "ServiceState",
    "SharedDifference",
    "SharedList",
    "SharedRow",
]
