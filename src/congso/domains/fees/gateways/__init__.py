"""Payment gateways (cổng thanh toán): one interface, an adapter for each, chosen by its key."""

from congso.domains.fees.gateways.base import Gateway, Heard, Order
from congso.domains.fees.gateways.registry import (
    gateway,
    gateways,
    isolated,
    ready_gateways,
    register_gateway,
)

__all__ = [
    "Gateway",
    "Heard",
    "Order",
    "gateway",
    "gateways",
    "isolated",
    "ready_gateways",
    "register_gateway",
]
