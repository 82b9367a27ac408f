"""What other rooms use of the exchange."""

from congso.domains.exchange.services.connecting import ConnectionIn, connect, refresh_directory
from congso.domains.exchange.services.incoming import receive_all

__all__ = ["ConnectionIn", "connect", "receive_all", "refresh_directory"]
