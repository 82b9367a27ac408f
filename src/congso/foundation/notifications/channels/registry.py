"""The register of channels (kênh gửi tin)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.utils.functional import Promise

from congso.core.errors import NotVisible
from congso.foundation.notifications.models import Message

EMAIL, SMS, ZALO = "email", "sms", "zalo"


class NotTaken(Exception):
    """The server behind a channel did not take a message; it is tried again later."""


class Channel(Protocol):
    """A way to a person: what it is called, whether it is set up, and how a message leaves by it."""

    key: str
    uses_phone: bool
    """Whether the address is a telephone number; else it is an e-mail address."""

    @property
    def label(self) -> str | Promise:
        """What the channel is called."""
        ...

    def check_config(self) -> list[str]:
        """What is missing in the settings, in words; nothing: messages can leave."""
        ...

    def deliver(self, message: Message) -> None:
        """Hand a message over. Raises NotTaken."""
        ...


_channels: dict[str, Channel] = {}


def register_channel(made: Channel) -> None:
    """Make a channel known."""
    _channels[made.key] = made


def channels() -> dict[str, Channel]:
    """All channels by key, in the order of their registration."""
    return dict(_channels)


def channel(key: str) -> Channel:
    """One channel; raises NotVisible for an unknown key."""
    found = _channels.get(key)
    if found is None:
        raise NotVisible
    return found


@contextmanager
def isolated() -> Iterator[None]:
    """The register as it was, after the block (for tests)."""
    saved = dict(_channels)
    try:
        yield
    finally:
        _channels.clear()
        _channels.update(saved)
