"""The ways out: each says how one thing is told, and what follows when it was taken or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.functional import Promise

from congso.foundation.audit.writing import WriteAction
from congso.foundation.outbox.models import Sending

PAUSES = (30, 60, 120, 240, 480)
"""Seconds before the second, third … try, as a provincial axis asks for (each varied by up to a fifth)."""


@dataclass(frozen=True)
class Taken:
    """The other side has it."""

    reference: str = ""
    note: str = ""
    kept: object = None
    """Something for ``settle``: the message as it was sent."""


@dataclass(frozen=True)
class Refused:
    """The other side will not have it, however often it is sent; a person has to look."""

    code: str
    reason: str


@dataclass(frozen=True)
class Later:
    """It could not be told now: the network, the other side's fault."""

    reason: str


Outcome = Taken | Refused | Later
Settle = Callable[[WriteAction, Sending, Outcome], None]


def _nothing_follows(_action: WriteAction, _sending: Sending, _outcome: Outcome) -> None:
    return


@dataclass(frozen=True)
class Channel:
    """A way out. ``send`` talks to the other side, outside any transaction, and may be called twice for the same thing.

    ``settle`` is called inside the transaction that notes how it ended (taken, or given up).
    """

    name: str
    label: str | Promise
    send: Callable[[Sending], Outcome]
    settle: Settle = _nothing_follows
    pauses: tuple[int, ...] = PAUSES
    together: int = 20
    """How many are claimed at once by one carrier."""
    send_together: Callable[[Sequence[Sending]], Sequence[Outcome]] | None = None
    """Tells several at once, where the other side takes them so; one outcome each, in their order."""
    settle_together: Callable[[WriteAction, Sequence[tuple[Sending, Outcome]]], None] | None = None
    """``settle`` for several at once, with few statements."""


_channels: dict[str, Channel] = {}


def register_channel(channel: Channel) -> None:
    """Add a way out, in ``apps.ready()``; raises ValueError for a name used twice."""
    if channel.name in _channels:
        raise ValueError(f"channel {channel.name!r} is registered twice")
    _channels[channel.name] = channel


def channels() -> dict[str, Channel]:
    """All ways out by name."""
    return _channels


@contextmanager
def isolated() -> Iterator[None]:
    """A register of its own for a test; the old one comes back."""
    kept = dict(_channels)
    try:
        yield
    finally:
        _channels.clear()
        _channels.update(kept)
