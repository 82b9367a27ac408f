"""Texts as a channel can carry them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from congso.core.text import nfc

SMS_LENGTH = 160
"""Characters of one SMS in the GSM alphabet; with tone marks a message of that length is sent in three parts."""
_KEPT = {"url", "code"}
_SHORTEST = 6


def without_marks(text: str) -> str:
    """The text in plain letters, as every telephone and the cheapest SMS carry it: "Hồ sơ" becomes "Ho so"."""
    plain = nfc(text).replace("đ", "d").replace("Đ", "D").replace("—", "-").replace("…", "...")
    return unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode()


def fitted(template: str, values: Mapping[str, str], *, tones: bool) -> str:
    """The words of an SMS, at most 160 characters: too long values are shortened, never the code or the address."""
    from congso.foundation.notifications.wordings import (
        merge,  # the register of wordings asks this module for its limit
    )

    given = {name: " ".join(value.split()) for name, value in values.items()}

    def drawn() -> str:
        text = " ".join(merge(template, given).split())
        return nfc(text) if tones else without_marks(text)

    while len(text := drawn()) > SMS_LENGTH:
        used = [
            name
            for name in given
            if f"{{{name}}}" in template and name not in _KEPT and len(given[name]) > _SHORTEST
        ]
        if not used:
            return text[:SMS_LENGTH]
        longest = max(used, key=lambda name: len(given[name]))
        over = len(text) - SMS_LENGTH
        given[longest] = given[longest][: max(_SHORTEST - 3, len(given[longest]) - over - 3)].rstrip() + "..."
    return text
