"""The helper that carries out jobs without a worker behaves as the worker does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from congso.foundation.jobs.testing import run_pending_jobs

pytestmark = pytest.mark.django_db
heard: list[str] = []


@app.task(name="tests.say", queue="tests", retry=2)
def say(word: str) -> None:
    heard.append(word)
    if word == "bad":
        raise ValueError(word)
    if word == "again":
        say.defer(word="made by a job")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    heard.clear()
    yield
    heard.clear()


def test_jobs_run_in_their_order_with_the_jobs_that_they_make() -> None:
    say.defer(word="again")
    say.defer(word="second")

    assert run_pending_jobs() == ["tests.say"] * 3
    assert heard == ["again", "second", "made by a job"]
    assert run_pending_jobs() == []


def test_a_failing_job_waits_for_its_next_try_and_is_given_up_in_the_end() -> None:
    say.defer(word="bad")

    for _round in range(5):
        run_pending_jobs(even_later=True)

    assert heard == ["bad"] * 3
    assert ProcrastinateJob.objects.get().status == "failed"
