"""Nightly work of the portal, and packing copies of people's data."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from congso.domains.portal.services.exporting import forget_old_exports, pack_export
from congso.domains.portal.services.filing import forget_broken_uploads
from congso.domains.portal.services.forgetting import forget_old_drafts
from congso.domains.portal.services.limiting import forget_old_tallies
from congso.foundation.orgs import epoch


@app.periodic(cron="37 1 * * *")
@app.task(name="congso.forget_drafts", queue="daily", queueing_lock="congso.forget_drafts")
def forget_drafts(timestamp: int) -> None:
    """Every night: throw away old drafts, uploads that never came to their end, copies nobody fetched, old tallies."""
    del timestamp
    forget_broken_uploads()
    forget_old_drafts()
    forget_old_exports()
    forget_old_tallies()


@app.task(name="congso.pack_export", queue="exports", retry=3)
def pack_export_job(export_id: str) -> None:
    """Pack a copy of a citizen's data."""
    with epoch.known():
        pack_export(UUID(export_id))
