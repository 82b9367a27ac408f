"""Every night: what waits at agencies that ended goes to their successors."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.axis.services.taking_part import hand_on_ended
from congso.foundation.orgs import epoch


@app.periodic(cron="2 0 * * *")
@app.task(name="congso.hand_on_ended_agencies", queue="reminders", queueing_lock="axis.hand_on")
def hand_on_ended_agencies(timestamp: int) -> None:
    """Agencies whose last day was yesterday: their waiting messages are handed on."""
    with epoch.known():
        hand_on_ended(actor=system_actor("Trục liên thông"))
