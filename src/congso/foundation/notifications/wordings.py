"""Kinds of messages: their default words by channel and the fields that may stand in them; rooms register theirs.

Words are merged with named fields only: ``{name}`` is replaced when it is a field of the kind, and nothing else is
ever looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

from congso.foundation.notifications.channels import EMAIL, SMS, ZALO
from congso.foundation.notifications.errors import UnknownField
from congso.foundation.notifications.models import MessageWording

_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Kind:
    """A kind of message (loại thư)."""

    key: str
    label: str | Promise
    subject: str
    body: str
    fields: Mapping[str, str | Promise]
    """Field name → what stands there, in words, for who edits the wording."""
    sms: str = ""
    """The default words of a short message; empty: the kind goes by e-mail alone."""
    zalo: str = ""
    """The default fields of a Zalo template, a line each; its number is the office's to set."""
    mandatory: bool = False
    """Told whether the citizen likes it or not: the law demands it."""
    for_citizens: bool = False
    samples: Mapping[str, str] = field(default_factory=dict)
    """Usual values of the fields, for the preview."""

    def default(self, channel: str) -> tuple[str, str]:
        """Subject and body of the default words for a channel."""
        return {EMAIL: (self.subject, self.body), SMS: ("", self.sms), ZALO: (self.key, self.zalo)}.get(
            channel, ("", self.sms)
        )

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels for which the kind has words."""
        return (EMAIL, *([SMS] if self.sms else []), *([ZALO] if self.zalo else []))

    def sample(self) -> dict[str, str]:
        """A value for every field: a usual one, or its meaning."""
        return {name: self.samples.get(name, f"[{meaning}]") for name, meaning in self.fields.items()}


_kinds: dict[str, Kind] = {}


def register_wording(kind: Kind) -> None:
    """Make a kind of message known; its own words may use its own fields only."""
    require_known_fields(kind, kind.subject + kind.body + kind.sms + kind.zalo)
    _kinds[kind.key] = kind


def kinds() -> dict[str, Kind]:
    """All kinds by key."""
    return dict(_kinds)


def require_known_fields(kind: Kind, text: str, field: str | None = None) -> None:
    """Refuse words with a field that the kind does not have. Raises UnknownField."""
    for name in _FIELD.findall(text):
        if name not in kind.fields:
            known = ", ".join(f"{{{each}}}" for each in kind.fields)
            raise UnknownField(field=field, name=name, known=known)


def wording_on(key: str, on: date, channel: str = EMAIL) -> tuple[str, str]:
    """Subject and body of a kind as they hold on a day: the office's newest row, else the default."""
    row = (
        MessageWording.objects.filter(key=key, channel=channel, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )
    return (row.subject, row.body) if row else _kinds[key].default(channel)


def merge(text: str, values: Mapping[str, str]) -> str:
    """The words with their fields filled in; a value's own braces are left as they are."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


@contextmanager
def isolated() -> Iterator[None]:
    """The register as it was, after the block (for tests)."""
    saved = dict(_kinds)
    try:
        yield
    finally:
        _kinds.clear()
        _kinds.update(saved)
