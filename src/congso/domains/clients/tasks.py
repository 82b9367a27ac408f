"""Every hour: keys that have ended are put away."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.clients.services.entering import sweep_tokens


@app.periodic(cron="35 * * * *")
@app.task(name="congso.sweep_client_tokens", queue="daily", queueing_lock="congso.sweep_client_tokens")
def sweep_client_tokens(timestamp: int) -> None:
    """Put them away."""
    sweep_tokens(actor=system_actor("Dọn mã truy cập"))
