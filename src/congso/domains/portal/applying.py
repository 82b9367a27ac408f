"""Where the way to apply online begins, once the program offers it."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def apply_url(publication_id: int) -> str:
    """Address of the form to apply with for a publication; empty while online application is not installed."""
    try:
        return reverse("portal:apply", args=[publication_id])
    except NoReverseMatch:
        return ""
