"""What every gateway can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.functional import Promise


@dataclass(frozen=True)
class Order:
    """What the gateway is asked to collect; ``amount`` in whole đồng."""

    reference: str
    amount: int
    text: str
    expires_at: datetime
    return_url: str
    callback_url: str


@dataclass(frozen=True)
class Heard:
    """A payment as a gateway, a bank or a statement tells it; ``amount`` in whole đồng."""

    gateway_id: str
    reference: str
    amount: int
    paid_at: datetime
    raw: dict[str, Any] = field(default_factory=dict)


class Gateway(Protocol):
    """An adapter. Its methods may wait for the network, so none is called inside a transaction."""

    key: str

    @property
    def label(self) -> str | Promise:
        """What payers call it."""
        ...

    def check_config(self) -> list[str]:
        """What is missing before it can be used, in sentences; empty when all is well."""
        ...

    def start(self, order: Order) -> str:
        """Announce an order; the address to send the payer to. Raises GatewayDown."""
        ...

    def read_callback(self, body: bytes, headers: Mapping[str, str]) -> Heard:
        """The payment that a callback tells of. Raises BadSignature, BadMessage."""
        ...

    def ask(self, reference: str) -> list[Heard]:
        """All payments for a request that the gateway knows. Raises GatewayDown."""
        ...

    def payments_of(self, day: date) -> list[Heard]:
        """All payments of a day, for reconciling. Raises GatewayDown."""
        ...

    def browser_origin(self) -> str:
        """Where the payer's browser goes, as scheme and host; pages must allow their forms to lead there."""
        ...
