"""Every morning registries hear which receivers are silent; every hour what waited too long for its document ends waiting."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.exchange.services.early import end_waiting
from congso.domains.exchange.services.reminding import remind_of_silent
from congso.foundation.orgs import epoch


@app.periodic(cron="10 7 * * 1-6")
@app.task(name="congso.remind_of_silent_receivers", queue="reminders", queueing_lock="exchange.silent")
def remind_of_silent_receivers(timestamp: int) -> None:
    """Tell each registry once a morning, with where to look."""
    with epoch.known():
        remind_of_silent(actor=system_actor("Nhắc liên thông"))


@app.periodic(cron="35 * * * *")
@app.task(name="congso.end_waiting_for_documents", queue="daily", queueing_lock="exchange.early")
def end_waiting_for_documents(timestamp: int) -> None:
    """End it."""
    with epoch.known():
        end_waiting(actor=system_actor("Trục liên thông"))
