"""What other rooms use of the exchange."""

from congso.domains.exchange.keys import SystemKey, make_self_signed
from congso.domains.exchange.services.connecting import ConnectionIn, connect, refresh_directory
from congso.domains.exchange.services.incoming import receive_all

__all__ = ["ConnectionIn", "SystemKey", "connect", "make_self_signed", "receive_all", "refresh_directory"]
