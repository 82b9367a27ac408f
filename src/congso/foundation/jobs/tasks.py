"""The two jobs behind every event, and the way to write job rows inside the open transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from procrastinate.contrib.django import app
from psycopg.types.json import Jsonb

from congso.foundation.jobs.events import Event, rebuild, subscribers_of

QUEUE_EVENTS = "events"


@app.task(name="congso.deliver_event", queue=QUEUE_EVENTS, retry=5)
def deliver_event(event_name: str, payload: dict[str, Any]) -> None:
    """Tell every subscriber of an event; one that fails gets a job of its own, in which it alone is tried again."""
    for subscriber_name, subscriber in subscribers_of(event_name).items():
        try:
            subscriber(rebuild(event_name, payload))
        except Exception:  # noqa: BLE001 - it fails again in its own job, where the error is kept and shown
            call_subscriber.defer(subscriber_name=subscriber_name, event_name=event_name, payload=payload)


@app.task(name="congso.call_subscriber", queue=QUEUE_EVENTS, retry=8)
def call_subscriber(subscriber_name: str, event_name: str, payload: dict[str, Any]) -> None:
    """Tell one subscriber of one event; one that is no longer registered is passed over."""
    subscriber = subscribers_of(event_name).get(subscriber_name)
    if subscriber is not None:
        subscriber(rebuild(event_name, payload))


_JOB = "ROW(%s, %s, %s, NULL, NULL, %s, NULL)::procrastinate_job_to_defer_v1"


def event_jobs(events: Iterable[Event]) -> tuple[str, list[Any]]:
    """The SELECT and its values that write the jobs of the events somebody listens to; empty when nobody does.

    It is procrastinate's own function, asked for directly so that the jobs travel with the rows of the change.
    """
    values: list[Any] = []
    for event in events:
        if subscribers_of(type(event).__name__):
            arguments = {"event_name": type(event).__name__, "payload": event.payload()}
            values += [deliver_event.queue, deliver_event.name, deliver_event.priority, Jsonb(arguments)]
    jobs = ", ".join([_JOB] * (len(values) // 4))
    return (f"SELECT procrastinate_defer_jobs_v1(ARRAY[{jobs}])", values) if values else ("", values)
