"""Every morning: registries hear which receivers are silent."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.exchange.services.reminding import remind_of_silent
from congso.foundation.orgs import epoch


@app.periodic(cron="10 7 * * 1-6")
@app.task(name="congso.remind_of_silent_receivers", queue="reminders", queueing_lock="exchange.silent")
def remind_of_silent_receivers(timestamp: int) -> None:
    """Tell each registry once a morning, with where to look."""
    with epoch.known():
        remind_of_silent(actor=system_actor("Nhắc liên thông"))
