"""Daily work of the one-stop shop."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.domains.dossiers.services.looking_up import forget_old_tries


@app.periodic(cron="17 * * * *")
@app.task(name="congso.forget_old_tries", queue="daily", queueing_lock="congso.forget_old_tries")
def forget_tries(timestamp: int) -> None:
    """Every hour: forget how often the public search was tried in the hours before."""
    del timestamp
    forget_old_tries()
