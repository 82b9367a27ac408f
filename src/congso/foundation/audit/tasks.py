"""The audit log is sealed by itself."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.foundation.audit.sealing import seal_new_entries


@app.periodic(cron="*/5 * * * *")
@app.task(name="congso.seal_audit", queue="daily", queueing_lock="congso.seal_audit")
def seal_audit(timestamp: int) -> None:
    """Every five minutes: seal the lines written since the last seal."""
    del timestamp
    seal_new_entries()
