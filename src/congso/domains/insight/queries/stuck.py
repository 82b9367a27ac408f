"""Where work is stuck now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.insight.policies import require_reach
from congso.foundation.casework.definitions import step_names

_STUCK = """
SELECT step_id, count(*), count(*) FILTER (WHERE due_at < %(now)s), count(*) FILTER (WHERE step_due_at < %(now)s),
       min(step_entered_at)
FROM casework_case c WHERE kind = 'dossier' AND state = 'open'
  AND (%(everywhere)s OR agency_id = ANY(%(units)s) OR receiving_unit_id = ANY(%(units)s) OR holder_unit_id = ANY(%(units)s)
       OR holder_id = ANY(%(own)s))
GROUP BY step_id
"""


@dataclass
class StuckStep:
    """A step with the dossiers that lie in it now."""

    name: str
    count: int
    overdue: int
    step_overdue: int
    since: datetime

    @property
    def longest_days(self) -> int:
        """Days since the one that has lain here longest came."""
        return (clock.now() - self.since).days


def stuck_steps(*, viewer: Actor) -> list[StuckStep]:
    """Open dossiers by the step in which they are, versions of a process together, most overdue first."""
    reach = require_reach(viewer)
    values: dict[str, Any] = {"now": clock.now(), "everywhere": reach.units is None, "units": list(reach.units or ()),
              "own": list(reach.accounts)}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_STUCK, values)
        rows = cursor.fetchall()
    names, found = step_names(), {}
    for step_id, count, overdue, step_overdue, since in rows:
        name = names.get(step_id, "")
        if name not in found:
            found[name] = StuckStep(name, 0, 0, 0, since)
        step = found[name]
        step.count, step.overdue = step.count + count, step.overdue + overdue
        step.step_overdue, step.since = step.step_overdue + step_overdue, min(step.since, since)
    return sorted(found.values(), key=lambda step: (-step.overdue, -step.count))
