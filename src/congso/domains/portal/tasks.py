"""Nightly work of the portal."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.domains.portal.services.filing import forget_broken_uploads
from congso.domains.portal.services.forgetting import forget_old_drafts

from congso.domains.portal.services.limiting import forget_old_tallies

@app.periodic(cron="37 1 * * *")
@app.task(name="congso.forget_drafts", queue="daily", queueing_lock="congso.forget_drafts")
def forget_drafts(timestamp: int) -> None:
    """Every night: throw away drafts that nobody went on with, and uploads that never came to their end."""
    del timestamp
    forget_broken_uploads()
    forget_old_tallies()
    forget_old_drafts()
