"""Words and values become a message, as its channel can carry it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from congso.core.text import nfc
from congso.foundation.notifications.channels import SMS, ZALO
from congso.foundation.notifications.channels.texts import fitted
from congso.foundation.notifications.wordings import merge


def compose(channel: str, words: tuple[str, str], values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body of a message; a line break in a value becomes neither a header nor a field of its own."""
    subject, body = words
    if channel == SMS:
        return "", fitted(body, values, tones=bool(settings.CONGSO_MESSAGES["tones"]))
    flat = {name: " ".join(value.split()) for name, value in values.items()}
    if channel == ZALO:
        return subject, nfc(merge(body, flat))
    line = " ".join(merge(subject, values).split())
    return nfc(line)[:300], nfc(merge(body, values))
