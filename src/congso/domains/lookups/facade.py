"""What other rooms may ask of look-ups."""

from congso.domains.lookups.services.connecting import GatewayIn, connect

__all__ = ["GatewayIn", "connect"]
