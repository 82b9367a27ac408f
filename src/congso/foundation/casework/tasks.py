"""Daily work of the engine."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.foundation.casework.reminding import remind_people
from congso.foundation.orgs import epoch


@app.periodic(cron="*/30 * * * *")
@app.task(name="congso.remind_people", queue="daily", queueing_lock="congso.remind_people")
def remind_people_now(timestamp: int) -> None:
    """Every half hour: remind those whose time has come; each person once a day."""
    del timestamp
    with epoch.known():
        remind_people(actor=system_actor("Nhắc việc"))
