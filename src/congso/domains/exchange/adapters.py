"""The client of a connection: one a form."""

from __future__ import annotations

from congso.domains.exchange.models import Connection, Form
from congso.foundation.axes.facade import AxisClient, NationalClient, ProvincialClient
from congso.foundation.outbox.secrets import unseal

_CLIENTS = {Form.PROVINCIAL: ProvincialClient, Form.NATIONAL: NationalClient}


def client_of(connection: Connection) -> AxisClient:
    """The client for a connection."""
    made = _CLIENTS[Form(connection.form)]
    return made(connection.base_url, connection.system_id, unseal(connection.secret))
