"""An event costs one job; only who fails is asked again, alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from congso.foundation.jobs.events import Event, isolated_subscribers, subscribe
from congso.foundation.jobs.tasks import deliver_event
from congso.foundation.jobs.testing import run_pending_jobs

pytestmark = pytest.mark.django_db
heard: list[str] = []


@dataclass(frozen=True)
class BellRang(Event):
    times: int


def first(event: BellRang) -> None:
    heard.append(f"first {event.times}")


def failing(event: BellRang) -> None:
    heard.append(f"failing {event.times}")
    if heard.count(f"failing {event.times}") < 3:
        raise ValueError("not yet")


def last(event: BellRang) -> None:
    heard.append(f"last {event.times}")


@pytest.fixture(autouse=True)
def _subscribed() -> Iterator[None]:
    heard.clear()
    with isolated_subscribers():
        for each in (first, failing, last):
            subscribe(BellRang, each)
        yield


def test_who_does_not_fail_is_told_once_by_the_events_own_job() -> None:
    heard.extend(["failing 1"] * 2)  # so that nobody fails

    deliver_event.defer(event_name="BellRang", payload=BellRang(1).payload())

    assert run_pending_jobs() == ["congso.deliver_event"]
    assert heard[2:] == ["first 1", "failing 1", "last 1"]


def test_who_fails_is_asked_again_alone_until_it_is_done() -> None:
    deliver_event.defer(event_name="BellRang", payload=BellRang(2).payload())

    assert run_pending_jobs() == ["congso.deliver_event", "congso.call_subscriber"]
    assert sorted(heard) == ["failing 2", "failing 2", "first 2", "last 2"]
    waiting = ProcrastinateJob.objects.get(status="todo")
    assert waiting.args["subscriber_name"].endswith("failing")

    assert run_pending_jobs(even_later=True) == ["congso.call_subscriber"]
    assert sorted(heard) == ["failing 2", "failing 2", "failing 2", "first 2", "last 2"]
    assert not ProcrastinateJob.objects.filter(status="todo").exists()
