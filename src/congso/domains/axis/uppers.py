"""The client of an axis above: form (b), in which axes of this program speak to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from congso.domains.axis.models import Upper
from congso.foundation.axes.facade import AxisClient, ProvincialClient
from congso.foundation.outbox.secrets import unseal

Maker = Callable[[str, str, str], AxisClient]
_maker: list[Maker] = [ProvincialClient]


def client_of(upper: Upper) -> AxisClient:
    """The client for an axis above."""
    return _maker[-1](upper.base_url, upper.system_id, unseal(upper.secret))


@contextmanager
def made_by(maker: Maker) -> Iterator[None]:
    """Another way for a test."""
    _maker.append(maker)
    try:
        yield
    finally:
        _maker.pop()
