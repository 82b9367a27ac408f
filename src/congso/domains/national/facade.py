"""What other rooms may ask of the national portal's room."""

from congso.domains.national.services.connecting import ConnectionIn, connect
from congso.domains.national.services.resending import send_day_again

__all__ = ["ConnectionIn", "connect", "send_day_again"]
