"""Daily work of signing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.foundation.orgs import epoch
from congso.foundation.signing.services.warning import warn_of_ending_keys


@app.periodic(cron="23 6 * * *")
@app.task(name="congso.warn_of_ending_keys", queue="daily", queueing_lock="congso.warn_of_ending_keys")
def warn(timestamp: int) -> None:
    """Every morning: tell whose certificates end within thirty days."""
    del timestamp
    with epoch.known():
        warn_of_ending_keys(actor=system_actor("Nhắc hạn chứng thư số"))
