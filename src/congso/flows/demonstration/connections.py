"""The demonstration's connections to the national portal and the province's platform, where there are stand-ins for them."""

from __future__ import annotations

from datetime import timedelta

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.lookups.facade import GatewayIn
from congso.domains.lookups.facade import connect as connect_platform
from congso.domains.national.facade import ConnectionIn, send_day_again
from congso.domains.national.facade import connect as connect_portal

REPORTED_DAYS = 40
"""Dossiers of these last days are reported; of two days among them they are not, so that something is left to send."""
LEFT_OUT = frozenset({3, 4})
UNIT_CODE = "H20"


def load_portal(*, actor: Actor, address: str, account: str, password: str, destination: str) -> int:
    """Connect to the national portal and have the last weeks reported; how many dossiers wait to be told."""
    connect_portal(actor=actor, given=ConnectionIn(address, account, destination, UNIT_CODE, password))
    today = clock.today()
    days = [today - timedelta(days=back) for back in range(REPORTED_DAYS) if back not in LEFT_OUT]
    return sum(send_day_again(actor=actor, day=day) for day in days)


def load_platform(*, actor: Actor, address: str, client_id: str, secret: str) -> None:
    """Connect to the province's platform, so that national databases can be asked."""
    connect_platform(actor=actor, given=GatewayIn(address, client_id, UNIT_CODE, secret))
