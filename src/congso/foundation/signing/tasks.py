"""Regular work of signing."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.foundation.orgs import epoch
from congso.foundation.signing.errors import SignerSilent
from congso.foundation.signing.services.stamping import QUEUE, STAMP, left_waiting, stamp_signature
from congso.foundation.signing.services.warning import warn_of_ending_keys

_LATER = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[SignerSilent])
"""4, 16, 64 seconds … about six hours in all; after that every hour."""


@app.periodic(cron="23 6 * * *")
@app.task(name="congso.warn_of_ending_keys", queue="daily", queueing_lock="congso.warn_of_ending_keys")
def warn(timestamp: int) -> None:
    """Every morning: tell whose certificates end within thirty days."""
    del timestamp
    with epoch.known():
        warn_of_ending_keys(actor=system_actor("Nhắc hạn chứng thư số"))


@app.task(name=STAMP, queue=QUEUE, retry=_LATER)
def fetch_stamp(signature_id: int) -> None:
    """Put the timestamp into a signature made while the authority was silent."""
    with epoch.known():
        stamp_signature(actor=system_actor("Dấu thời gian"), signature_id=signature_id)


@app.periodic(cron="12 * * * *")
@app.task(name="congso.stamp_those_left", queue="daily", queueing_lock="congso.stamp_those_left")
def stamp_those_left(timestamp: int) -> None:
    """Every hour: signatures whose authority was silent for longer than their jobs tried."""
    del timestamp
    for signature_id in left_waiting():
        fetch_stamp.defer(signature_id=signature_id)
