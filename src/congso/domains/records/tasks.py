"""Regular work of work dossiers."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.records.services.keeping import remind_of_keepings
from congso.foundation.orgs import epoch


@app.periodic(cron="35 6 * * *")
@app.task(name="congso.remind_of_keepings", queue="reminders", queueing_lock="congso.remind_of_keepings")
def remind_of_kept_back(timestamp: int) -> None:
    """Every morning: what is kept back is reminded of before its end, and due again after it."""
    del timestamp
    with epoch.known():
        remind_of_keepings(actor=system_actor("Nhắc hồ sơ giữ lại"))
