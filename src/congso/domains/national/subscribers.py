"""What this room does by jobs."""

from __future__ import annotations

from congso.domains.national.events import PullAsked
from congso.domains.national.services.catalogue import run_pull
from congso.foundation.orgs import epoch


def fetch_catalogue(event: PullAsked) -> None:
    """Fetch the catalogue that somebody asked for."""
    with epoch.known():
        run_pull(pull_id=event.pull_id)
