"""Where a payer goes back to from the page on which a matter is paid: the rooms above say it."""

from __future__ import annotations

from django.urls import reverse

_pages: dict[str, str] = {}


def register_matter_page(kind: str, url_name: str) -> None:
    """Say which address shows matters of a kind (“dossier”); its argument is what follows the colon of the subject.

    The page must ask itself who may see it: whoever holds the address of a payment is led there.
    """
    _pages[kind] = url_name


def matter_address(subject: str) -> str:
    """The page of the matter that is paid for; empty when no room shows it."""
    kind, _colon, key = subject.partition(":")
    return reverse(_pages[kind], args=[key]) if kind in _pages else ""
