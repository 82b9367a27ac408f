"""Files are scanned by themselves."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.foundation.files.scanning import scan_waiting


@app.periodic(cron="*/5 * * * *")
@app.task(name="congso.scan_files", queue="daily", queueing_lock="congso.scan_files")
def scan_files(timestamp: int) -> None:
    """Every five minutes: scan what waits for the scanner."""
    del timestamp
    scan_waiting()
