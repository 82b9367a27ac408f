"""Ways to a person outside the application: e-mail, SMS, Zalo; other rooms may register more."""

from congso.foundation.notifications.channels.registry import (
    EMAIL,
    SMS,
    ZALO,
    Channel,
    NotTaken,
    channel,
    channels,
    isolated,
    register_channel,
)

__all__ = [
    "EMAIL",
    "SMS",
    "ZALO",
    "Channel",
    "NotTaken",
    "channel",
    "channels",
    "isolated",
    "register_channel",
]
