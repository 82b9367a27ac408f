"""Where a dossier is rated after its result: a room above says it, letters and the follow page lead there."""

from __future__ import annotations

from django.urls import reverse

_page: list[str] = []


def register_rating_page(url_name: str) -> None:
    """Say which address takes ratings; its argument is the dossier's public token."""
    _page[:] = [url_name]


def rating_url(token: str) -> str:
    """Address at which a dossier is rated (đánh giá); empty when no room takes ratings."""
    return reverse(_page[0], args=[token]) if _page else ""
