"""Which gateways there are; rooms and provinces add theirs in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from congso.core.errors import NotVisible
from congso.domains.fees.gateways.base import Gateway

_gateways: dict[str, Gateway] = {}


def register_gateway(adapter: Gateway) -> None:
    """Make an adapter known under its key."""
    _gateways[adapter.key] = adapter


def gateway(key: str) -> Gateway:
    """The adapter of a key; raises NotVisible when there is none."""
    found = _gateways.get(key)
    if found is None:
        raise NotVisible
    return found


def gateways() -> list[Gateway]:
    """All adapters."""
    return list(_gateways.values())


def ready_gateways() -> list[Gateway]:
    """Adapters that lack nothing: those a payer may choose."""
    return [each for each in _gateways.values() if not each.check_config()]


@contextmanager
def isolated() -> Iterator[None]:
    """The register as it was, after the block (for tests)."""
    saved = dict(_gateways)
    try:
        yield
    finally:
        _gateways.clear()
        _gateways.update(saved)
