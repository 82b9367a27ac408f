"""For tests: carry out waiting jobs at once, in the test's own connection, without a worker."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from congso.core import clock

_WAITING = """
SELECT id, task_name, args::text, attempts, queue_name, priority FROM procrastinate_jobs
WHERE status = 'todo' AND (%(later)s OR scheduled_at IS NULL OR scheduled_at <= %(now)s) AND NOT (id = ANY(%(seen)s))
ORDER BY id LIMIT 1
"""
_DONE = "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, attempts = attempts + 1 WHERE id = %s"
_AGAIN = "UPDATE procrastinate_jobs SET attempts = attempts + 1, scheduled_at = %s WHERE id = %s"


def run_pending_jobs(*, even_later: bool = False, most: int = 500) -> list[str]:
    """Carry out what waits, the jobs that jobs make included, and name what was carried out.

    A job that fails waits for its next try as with the real worker, and is not tried twice in one call;
    ``even_later`` carries out such waiting tries too. At most ``most`` jobs.
    """
    done: list[str] = []
    seen: list[int] = []
    for _count in range(most):
        row = _next_job(seen, even_later=even_later)
        if row is None:
            break
        seen.append(row[0])
        done.append(row[1])
        _carry_out(*row)
    return done


def _next_job(seen: list[int], *, even_later: bool) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"later": even_later, "now": clock.now(), "seen": seen})
        row = cursor.fetchone()
    return (row[0], row[1], json.loads(row[2]), *row[3:]) if row else None


def _carry_out(
    job_id: int, name: str, args: dict[str, Any], attempts: int, queue: str, priority: int
) -> None:
    task = app.tasks[name]
    try:
        task.func(**args)
    except Exception as error:  # noqa: BLE001 - a job may fail in any way; the worker keeps on too
        job = Job(id=job_id, task_name=name, task_kwargs=args, attempts=attempts, queue=queue, priority=priority,
                  lock=None, queueing_lock=None)  # fmt: skip
        again = task.get_retry_exception(error, job)
        if again is None:
            _execute(_DONE, "failed", job_id)
        else:
            _execute(_AGAIN, again.retry_decision.retry_at, job_id)
        return
    _execute(_DONE, "succeeded", job_id)


def _execute(statement: str, value: str | datetime | None, job_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value, job_id])
