"""What stands in the address or in hidden boxes: a day, a number, a key; anything else counts as nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from congso.domains.schedules.forms.entries import document_key

AGENCY = "co-quan"
"""In the address: whose calendar, for somebody who sits in several agencies."""


def day_in(request: HttpRequest, name: str = "tuan") -> date | None:
    """A day of the usual years, as ISO 8601 writes it."""
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number."""
    text = str(request.POST.get(name, "") or request.GET.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def key_in(request: HttpRequest, name: str) -> UUID | None:
    """The key of a row."""
    return document_key(request.GET.get(name, ""))
