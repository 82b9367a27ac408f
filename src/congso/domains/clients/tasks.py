"""Every hour: keys that have ended are put away."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.clients.services.entering import sweep_tokens
from congso.domains.clients.services.sending_files import sweep_files


@app.periodic(cron="35 * * * *")
@app.task(name="congso.sweep_client_tokens", queue="daily", queueing_lock="congso.sweep_client_tokens")
def sweep_client_tokens(timestamp: int) -> None:
    """Put them away, and files that were sent ahead of nothing."""
    sweep_tokens(actor=system_actor("Dọn mã truy cập"))
    sweep_files(actor=system_actor("Dọn tệp ứng dụng gửi"))
