"""Personal data is not kept without need: drafts that were left lying are thrown away."""

from __future__ import annotations

from datetime import timedelta

from congso.core import clock
from congso.domains.portal.models import Draft

KEPT_DAYS = 90
"""Days since the last save; said to the citizen on the page of drafts."""


def forget_old_drafts() -> int:
    """Throw away drafts not sent in and not touched for ``KEPT_DAYS`` (Luật 91/2025/QH15); how many."""
    old = Draft.objects.filter(submitted_at=None, saved_at__lt=clock.now() - timedelta(days=KEPT_DAYS))
    count = old.count()
    old.delete()
    return count
