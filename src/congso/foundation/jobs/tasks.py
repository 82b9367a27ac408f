"""The two jobs behind every event, and the way to write job rows inside the open transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from procrastinate.contrib.django import app

from congso.foundation.jobs.events import Event, rebuild, subscribers_of

QUEUE_EVENTS = "events"


@app.task(name="congso.deliver_event", queue=QUEUE_EVENTS, retry=5)
def deliver_event(event_name: str, payload: dict[str, Any]) -> None:
    """Make one job for each subscriber of an event."""
    for subscriber_name in subscribers_of(event_name):
        call_subscriber.defer(subscriber_name=subscriber_name, event_name=event_name, payload=payload)


@app.task(name="congso.call_subscriber", queue=QUEUE_EVENTS, retry=8)
def call_subscriber(subscriber_name: str, event_name: str, payload: dict[str, Any]) -> None:
    """Tell one subscriber of one event; one that is no longer registered is passed over."""
    subscriber = subscribers_of(event_name).get(subscriber_name)
    if subscriber is not None:
        subscriber(rebuild(event_name, payload))


def write_event_jobs(events: Iterable[Event]) -> None:
    """Write the jobs of the events that somebody listens to, in the open transaction (one statement)."""
    arguments: list[dict[str, Any]] = [{"event_name": type(event).__name__, "payload": event.payload()}
                 for event in events if subscribers_of(type(event).__name__)]  # fmt: skip
    if len(arguments) == 1:
        deliver_event.defer(**arguments[0])
    elif arguments:
        deliver_event.batch_defer(*arguments)
