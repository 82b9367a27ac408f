"""Tables of the exchange."""

from congso.domains.exchange.models.connection import Connection, Correspondent, Form
from congso.domains.exchange.models.message import Kind, Message, Way
from congso.domains.exchange.models.notes import StatusNote

__all__ = ["Connection", "Correspondent", "Form", "Kind", "Message", "StatusNote", "Way"]
