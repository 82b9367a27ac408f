"""Tables of the exchange."""

from congso.domains.exchange.models.connection import Connection, Correspondent, Form
from congso.domains.exchange.models.early import EarlyChange, EarlyOutcome
from congso.domains.exchange.models.message import Kind, Message, Way
from congso.domains.exchange.models.notes import StatusNote

__all__ = ["Connection", "Correspondent", "EarlyChange", "EarlyOutcome", "Form", "Kind", "Message", "StatusNote", "Way"]
