"""Tables of this room."""

from congso.domains.lookups.models.connection import GatewayConnection, KeepingRule, ServiceState
from congso.domains.lookups.models.lookup import Lookup

__all__ = ["GatewayConnection", "KeepingRule", "Lookup", "ServiceState"]
