"""A channel that takes nothing: shows what the office sees when a gateway is down."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.foundation.notifications.channels.registry import NotTaken
from congso.foundation.notifications.models import Message


class FailingChannel:
    """Kênh hỏng, để thử; register it instead of another one."""

    uses_phone = True
    label = gettext_lazy("Kênh hỏng (để thử)")

    def __init__(self, key: str = "failing") -> None:
        self.key = key

    def check_config(self) -> list[str]:
        """Always wrong."""
        return [_("Kênh này luôn từ chối, chỉ để thử.")]

    def deliver(self, message: Message) -> None:
        """Refuse."""
        raise NotTaken(f"refused on purpose: {message.occasion}")
