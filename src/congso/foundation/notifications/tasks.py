"""The job that sends a letter."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from congso.core.actors import system_actor

QUEUE = "mail"
MOST_TRIES = 7


class NotDelivered(Exception):
    """The mail server did not take a letter; the job is tried again later."""


_LATER = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4, retry_exceptions=[NotDelivered])
"""4, 16, 64 seconds … up to about an hour after the sixth try."""


@app.task(name="congso.send_message", queue=QUEUE, retry=_LATER)
def send_message(message_id: int) -> None:
    """Send one letter; one that is sent or under way is passed over."""
    from congso.foundation.notifications.services.sending import carry  # the service defers this job

    carry(actor=system_actor("Gửi thư"), message_id=message_id)
