"""How an axis is spoken to: one client a form, chosen by the connection."""

from __future__ import annotations

from congso.domains.exchange.adapters.client import (
    Agency,
    AxisClient,
    Item,
    Letter,
    Receipt,
    Rejected,
    Silent,
)
from congso.domains.exchange.adapters.http import NationalClient, ProvincialClient
from congso.domains.exchange.models import Connection, Form
from congso.foundation.outbox.secrets import unseal

_CLIENTS = {Form.PROVINCIAL: ProvincialClient, Form.NATIONAL: NationalClient}


def client_of(connection: Connection) -> AxisClient:
    """The client for a connection."""
    made = _CLIENTS[Form(connection.form)]
    return made(connection.base_url, connection.system_id, unseal(connection.secret))


__all__ = ["Agency", "AxisClient", "Item", "Letter", "Receipt", "Rejected", "Silent", "client_of"]
